import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { variables } from '../src/config.ts';
import { STOPS_WITHIN } from './ops/documents.ts';

const file = readFileSync(fileURLToPath(new URL('../compose.yaml', import.meta.url)), 'utf8');

const service = z.strictObject({
  build: z.literal('.').optional(),
  image: z.string(),
  restart: z.literal('unless-stopped'),
  env_file: z.string().optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])),
  ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/)).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  volumes: z.array(z.string()).optional(),
  healthcheck: z
    .strictObject({ test: z.array(z.string()), interval: z.string(), timeout: z.string(), retries: z.number() })
    .optional(),
  stop_grace_period: z.string().regex(/^\d+s$/),
});

describe('compose.yaml', () => {
  const { services } = z
    .strictObject({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })
    .parse(parse(file, { merge: true }));
  const bots = Object.values(services).filter(({ build }) => build !== undefined);

  it('runs two processes of one image on one database, alike but for the ports of this machine', () => {
    expect(bots).toHaveLength(2);
    const [first, second] = bots.map(({ ports: _ports, ...rest }) => rest);
    expect(first).toEqual(second);
    const ports = bots.flatMap(({ ports = [] }) => ports.map((port) => port.split(':')[1]));
    expect(ports).toEqual(['8080', '8081']);
  });

  it('gives each the time that its stop takes, and publishes the port of its health', () => {
    for (const { stop_grace_period: grace, environment, ports } of bots) {
      expect(Number(grace.slice(0, -1))).toBeGreaterThan(STOPS_WITHIN);
      expect(ports?.[0]?.split(':')[2]).toBe(String(environment.OPS_PORT));
    }
  });

  it('sets only what the bot reads', () => {
    expect(
      bots.flatMap(({ environment }) => Object.keys(environment)).filter((name) => !variables.includes(name)),
    ).toEqual([]);
  });
});
