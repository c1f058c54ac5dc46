import { Temporal } from 'temporal-polyfill';
import { isHoliday } from '../../time/holidays.ts';
import type { Rate, RateTable } from './rates.ts';

/** Whole days of delay at one rate. */
export interface Span {
  /** Both days are counted. */
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  readonly days: number;
  readonly rate: Rate;
  /** In grosze, rounded: what is shown adds up to what is asked for. */
  readonly interest: number;
}

/** In hundredths of a per cent. */
const WHOLE = 10_000n;
const DAYS_A_YEAR = 365n;
/** More than the free days that ever follow each other. */
const LONGEST_REST = { days: 14 };

/** Whether Polish law counts a day as free: Saturday, Sunday or a public holiday. */
function isFree(day: Temporal.PlainDate): boolean {
  return day.dayOfWeek > 5 || isHoliday('PL', day);
}

/** The last day to pay: a term that ends on a free day ends on the next one that is not (art. 115 of the Civil Code). */
export function lastDayToPay(due: Temporal.PlainDate): Temporal.PlainDate {
  let day = due;
  while (isFree(day)) day = day.add({ days: 1 });
  return day;
}

/** The day of the euro's rate: the last working day of the month before the one in which the debt fell due. */
export function euroDay(due: Temporal.PlainDate): Temporal.PlainDate {
  let day = lastDayToPay(due).with({ day: 1 }).subtract({ days: 1 });
  while (isFree(day)) day = day.subtract({ days: 1 });
  return day;
}

/** Euro that the creditor may claim for the costs of recovery, by the debt in grosze (art. 10 of the act of 8 March 2013). */
export function compensationFor(debt: number): 40 | 70 | 100 {
  if (debt <= 5_000_00) return 40;
  return debt < 50_000_00 ? 70 : 100;
}

/** Interest in grosze for days at a rate: sum × rate × days / 365, rounded half up. */
export function interestFor(debt: number, points: number, days: number): number {
  const above = BigInt(debt) * BigInt(points) * BigInt(days);
  const below = WHOLE * DAYS_A_YEAR;
  return Number((above * 2n + below) / (below * 2n));
}

/**
 * The days of delay by rate, from the day after the last one to pay until the day of the payment, which counts. None if that is in
 * time; undefined if the table does not know all of them.
 *
 * @param debt in grosze
 */
export function interestSpans(
  { rates, until }: RateTable,
  { debt, due, paid }: { readonly debt: number; readonly due: Temporal.PlainDate; readonly paid: Temporal.PlainDate },
): readonly Span[] | undefined {
  const { compare } = Temporal.PlainDate;
  const [earliest] = rates;
  if (compare(paid, due) <= 0) return [];
  // The holidays of years that no table knows are not asked for.
  if (!earliest || compare(paid, until) > 0 || compare(due, earliest.from.subtract(LONGEST_REST)) < 0) return undefined;
  const first = lastDayToPay(due).add({ days: 1 });
  if (compare(paid, first) < 0) return [];
  if (compare(first, earliest.from) < 0) return undefined;
  return distinct(rates).flatMap((rate, index, all): Span[] => {
    const next = all[index + 1]?.from.subtract({ days: 1 }) ?? until;
    const from = compare(rate.from, first) > 0 ? rate.from : first;
    const to = compare(next, paid) < 0 ? next : paid;
    if (compare(from, to) > 0) return [];
    const days = from.until(to).days + 1;
    return [{ from, to, days, rate, interest: interestFor(debt, rate.points, days) }];
  });
}

/** Rates without those that only announce the same again. */
function distinct(rates: readonly Rate[]): readonly Rate[] {
  return rates.filter(({ points }, index) => points !== rates[index - 1]?.points);
}
