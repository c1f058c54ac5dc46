import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { expressionsOf } from '../../scripts/dashboard.ts';
import { createMetrics } from '../../src/operations/metrics.ts';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

/** The page for operators. */
export const page = read('docs/operations.md');

const rule = z.strictObject({
  record: z.string().optional(),
  alert: z.string().optional(),
  expr: z.string(),
  for: z.string().optional(),
  labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }).optional(),
  annotations: z.strictObject({ summary: z.string(), runbook: z.string() }).optional(),
});
const rules = z
  .object({ groups: z.array(z.object({ rules: z.array(rule) })) })
  .parse(parse(read('ops/prometheus/alerts.yaml')))
  .groups.flatMap((group) => group.rules);

export const alerts = rules.flatMap(({ alert, ...rest }) => (alert === undefined ? [] : [{ name: alert, ...rest }]));
export const records = rules.flatMap(({ record }) => record ?? []);
export const ruleExpressions = rules.map(({ expr }) => expr);

const dashboard: unknown = JSON.parse(read('ops/grafana/granica.json'));
export const { panels } = z.object({ panels: z.array(z.object({ id: z.number() })) }).parse(dashboard);
export const dashboardExpressions = expressionsOf(dashboard);

/** Names of the alerts that the tests of the rules expect to fire. */
export const firedInTests = new Set(
  [...read('ops/prometheus/alerts.test.yaml').matchAll(/labels: '\{alertname="(\w+)"\}'/g)].map(
    ([, name = '']) => name,
  ),
);

/** What the bot can serve, by name. */
export const metrics = new Map(
  createMetrics([])
    .registry.getMetricsAsArray()
    .map(({ name, help, type }) => [name, { help, type: String(type) }]),
);

/** Names of metrics in an expression, and of records; suffixes of histograms are left out. */
export function namesIn(expression: string): string[] {
  const withoutLabels = expression.replaceAll(/\{[^}]*\}/g, '').replaceAll(/\bby \([^)]*\)|\bon \([^)]*\)/g, '');
  const names = withoutLabels.match(/\b(?:granica|nodejs|process)[_:][\w:]+/g) ?? [];
  return names.map((name) => {
    const base = name.replace(/_(?:bucket|sum|count)$/, '');
    return metrics.get(base)?.type === 'histogram' ? base : name;
  });
}

export const unit = (name: string): string => read(`ops/systemd/${name}`);

/** Seconds in which the bot stops, or is killed by itself: `stopOnSignals`. */
export const STOPS_WITHIN = 9.75;
