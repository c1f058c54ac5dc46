import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import { z } from 'zod';

/** Who owes whom: two businesses, a business and a public health-care institution, or anybody else under Polish law. */
export const PARTIES = ['business', 'health', 'other'] as const;
export type Parties = (typeof PARTIES)[number];

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));
const rate = z.number().positive().max(100);
const source = z.string().min(1);
const rateRow = z.strictObject({ from: day, rate, source });
const healthRow = rateRow.extend({ health: rate });
const inOrder = (rows: readonly { readonly from: Temporal.PlainDate }[]) =>
  rows.every(({ from }, index) => index === 0 || Temporal.PlainDate.compare(rows[index - 1]?.from ?? from, from) < 0);
const known = { checked: day, until: day };
const tables = z.strictObject({
  commercial: z.strictObject({ ...known, rates: z.array(healthRow).min(1).refine(inOrder, 'are in order') }),
  statutory: z.strictObject({ ...known, rates: z.array(rateRow).min(1).refine(inOrder, 'are in order') }),
});

/** A rate of interest and the days for which it holds. */
export interface Rate {
  readonly from: Temporal.PlainDate;
  /** Hundredths of a per cent a year, so that sums are exact. */
  readonly points: number;
  /** Where it was announced. */
  readonly source: string;
}

export interface RateTable {
  /** The day on which somebody read it. */
  readonly checked: Temporal.PlainDate;
  /** The last day for which the rates are known. */
  readonly until: Temporal.PlainDate;
  /** By their first days. */
  readonly rates: readonly Rate[];
}

/** Reads the tables of rates. @throws if they break a rule */
export function readRates(text: string): Readonly<Record<Parties, RateTable>> {
  const { commercial, statutory } = tables.parse(parse(text));
  const points = (percent: number) => Math.round(percent * 100);
  const from = ({ checked, until, rates }: typeof commercial, key: 'rate' | 'health'): RateTable => ({
    checked,
    until,
    rates: rates.map((one) => ({ from: one.from, points: points(one[key]), source: one.source })),
  });
  return {
    business: from(commercial, 'rate'),
    health: from(commercial, 'health'),
    other: { ...statutory, rates: statutory.rates.map((one) => ({ ...one, points: points(one.rate) })) },
  };
}

/** The rates of today's content. */
export const RATES = readRates(readFileSync(new URL('../../../content/interest.yaml', import.meta.url), 'utf8'));
