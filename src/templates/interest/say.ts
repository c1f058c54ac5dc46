import type { Locale } from '../../i18n/locales.ts';
import { formatDay, formatDays, formatNumber, formatPercent, formatUnit } from '../../text/format.ts';
import { formatMoney } from '../../text/money.ts';
import type { TemplateValue } from '../types.ts';
import type { Claim, Compensation } from './claim.ts';
import type { Span } from './interest.ts';

/** Values of a template that follow from a claim, without a field in the form. */
export const COMPUTED_NAMES = [
  'commercialInterest',
  'statutoryInterest',
  'compensation',
  'euroDay',
  'total',
  'sums',
] as const;
export type ComputedName = (typeof COMPUTED_NAMES)[number];

const zloty = (grosze: number, locale: Locale) => formatMoney({ amount: grosze / 100, currency: 'PLN' }, locale);
const euros = (amount: number, locale: Locale) => formatMoney({ amount, currency: 'EUR' }, locale);

/**
 * The computed values of a claim as they stand in a message.
 *
 * @param official whether a Polish date ends in "r.", as in formal letters
 */
export function sayClaim(
  claim: Claim,
  locale: Locale,
  official: boolean,
): Partial<Record<ComputedName, TemplateValue>> {
  const { parties, debt, interest, spans, compensation } = claim;
  const said = zloty(interest, locale);
  const inZloty = compensation?.inZloty?.grosze ?? 0;
  const sum = zloty(debt + interest + inZloty, locale);
  const year = official && locale === 'pl' ? ' r.' : '';
  return {
    ...(parties === 'other' ? { statutoryInterest: said } : { commercialInterest: said }),
    ...(compensation && {
      compensation: sayCompensation(compensation, locale),
      euroDay: `${formatDay(compensation.rateDay, locale)}${year}`,
    }),
    total: compensation && !compensation.inZloty ? `${sum} + ${euros(compensation.euro, locale)}` : sum,
    sums: spans.map((span) => saySpan(span, debt, locale)),
  };
}

function saySpan({ from, to, days, rate, interest }: Span, debt: number, locale: Locale): string {
  const percent = formatPercent(rate.points / 10_000, locale, 2);
  const counted = formatUnit(days, 'day', locale);
  return `${formatDays(from, to, locale)}: ${zloty(debt, locale)} × ${percent} × ${counted} / 365 = ${zloty(interest, locale)}`;
}

function sayCompensation({ euro, inZloty }: Compensation, locale: Locale): string {
  const sum = euros(euro, locale);
  if (!inZloty) return sum;
  const rate = `${formatNumber(inZloty.rate, locale, 4)} ${locale === 'pl' ? 'zł' : 'PLN'}`;
  return `${zloty(inZloty.grosze, locale)} (${sum} × ${rate})`;
}
