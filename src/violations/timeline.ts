import type { Locale } from '../i18n/locales.ts';
import type { Translate } from '../i18n/translator.ts';
import { formatDay, formatNumber } from '../text/format.ts';
import { formatMoney } from '../text/money.ts';
import type { Entry } from './entries.ts';

export interface TimelineLanguage {
  readonly t: Translate;
  readonly locale: Locale;
}

/**
 * The events with one client as Markdown, to have at hand when talking to them: days, what happened, the reaction, the cost.
 * Weight and next step are omitted: those are for the member alone.
 */
export function toTimeline(label: string, entries: readonly Entry[], language: TimelineLanguage): string {
  const { t, locale } = language;
  const [count = '', ...sums] = sumUp(entries, language);
  return [
    `# ${t('violations:timeline.title', { client: escapeMarks(label) })}`,
    '',
    count,
    ...sums.map((line) => `- ${line}`),
    ...entries.flatMap((entry) => [
      '',
      `## ${formatDay(entry.happenedOn, locale)} – ${t(`violations:kinds.${entry.kind}`)}`,
      '',
      escapeMarks(entry.story),
      '',
      `- ${t('violations:timeline.reaction', { reaction: t(`violations:reactions.${entry.reaction}`) })}`,
      ...(entry.outcome
        ? [`- ${t('violations:timeline.outcome', { outcome: t(`violations:outcomes.${entry.outcome}`) })}`]
        : []),
      ...(entry.unpaidMinutes
        ? [`- ${t('violations:timeline.hours', { hours: formatHours(entry.unpaidMinutes, locale) })}`]
        : []),
      ...(entry.cost ? [`- ${t('violations:timeline.cost', { cost: formatMoney(entry.cost, locale) })}`] : []),
    ]),
    '',
  ].join('\n');
}

/** How often agreements were not kept, and what that cost in all. */
export function sumUp(entries: readonly Entry[], { t, locale }: TimelineLanguage): string[] {
  const costs = sumCosts(entries).map((cost) => formatMoney(cost, locale));
  const minutes = entries.reduce((sum, { unpaidMinutes = 0 }) => sum + unpaidMinutes, 0);
  return [
    t('violations:timeline.count', { count: entries.length }),
    ...(minutes > 0 ? [t('violations:timeline.hours', { hours: formatHours(minutes, locale) })] : []),
    ...(costs.length > 0 ? [t('violations:timeline.cost', { cost: costs.join(' + ') })] : []),
  ];
}

/** Amounts by currency. */
function sumCosts(entries: readonly Entry[]) {
  const sums = new Map<string, number>();
  for (const { cost } of entries) if (cost) sums.set(cost.currency, (sums.get(cost.currency) ?? 0) + cost.amount);
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}

/** Minutes as hours: "1,5". */
export function formatHours(minutes: number, locale: Locale): string {
  return formatNumber(minutes / 60, locale, 2);
}

/** Escapes Markdown in user-written text, so that it shows as typed. */
function escapeMarks(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|]/g, '\\$&').replaceAll(/^(\s*)([-+]|\d+[.)])(?=\s)/gm, '$1\\$2');
}
