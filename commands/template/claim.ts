import type { Temporal } from 'temporal-polyfill';
import type { Call } from '../../src/dialogue/call.ts';
import { claimFrom } from '../../src/templates/interest/claim.ts';
import type { TypedValues } from '../../src/templates/store.ts';
import type { UsableTemplate } from '../../src/templates/usable.ts';
import { formatDay, formatPercent } from '../../src/text/format.ts';

/** What the person should know of the sums in a message: where the rates are from, or why nothing was worked out. */
export function claimNotes(
  { t, person: { locale } }: Pick<Call, 't' | 'person'>,
  { placeholders }: Pick<UsableTemplate, 'placeholders'>,
  values: TypedValues,
): string[] {
  if (!placeholders.some(({ kind }) => kind === 'computed')) return [];
  const say = (day: Temporal.PlainDate) => formatDay(day, locale);
  const result = claimFrom(values);
  if (!result.ok) {
    if (result.why !== 'outdated') return [`-# ${t(`templates:claim.${result.why}`)}`];
    const { rates, until } = result.table;
    return [`-# ${t('templates:claim.outdated', { from: say(rates[0]?.from ?? until), until: say(until) })}`];
  }
  const { due, lastDay, spans, table, compensation } = result.claim;
  const rates = spans
    .map(({ rate }) => `${formatPercent(rate.points / 10_000, locale, 2)} (${rate.source})`)
    .join(', ');
  return [
    ...(due.equals(lastDay) ? [] : [t('templates:claim.moved', { due: say(due), last: say(lastDay) })]),
    ...(compensation && !compensation.inZloty ? [t('templates:claim.euro', { day: say(compensation.rateDay) })] : []),
    t('templates:claim.source', { rates, until: say(table.until), checked: say(table.checked) }),
  ].map((note) => `-# ${note}`);
}
