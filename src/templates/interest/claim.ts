import type { Temporal } from 'temporal-polyfill';
import { parseDay } from '../../text/dates.ts';
import { parseMoney, splitTax } from '../../text/money.ts';
import { tidyLine } from '../../text/tidy.ts';
import type { TemplateValue, TemplateValues } from '../types.ts';
import { compensationFor, euroDay, interestSpans, lastDayToPay, type Span } from './interest.ts';
import { PARTIES, type Parties, RATES, type RateTable } from './rates.ts';

/** The fields that a claim is reckoned from. A template that shows a computed value asks for them. */
export const CLAIM_FIELDS = ['parties', 'amount', 'dueDate', 'payBy', 'euroRate'] as const;

/** What a debtor owes who pays on a day. Sums are in grosze. */
export interface Claim {
  readonly parties: Parties;
  readonly debt: number;
  readonly due: Temporal.PlainDate;
  /** Later than `due` where that is a free day. */
  readonly lastDay: Temporal.PlainDate;
  readonly paid: Temporal.PlainDate;
  readonly spans: readonly Span[];
  readonly interest: number;
  readonly compensation: Compensation | undefined;
  readonly table: RateTable;
}

/** The lump sum for the costs of recovery, which only businesses owe each other. */
export interface Compensation {
  readonly euro: 40 | 70 | 100;
  /** The day whose average rate of the NBP counts. */
  readonly rateDay: Temporal.PlainDate;
  /** Złoty for a euro as typed by the person, and what the sum comes to; undefined if they left it out. */
  readonly inZloty: { readonly rate: number; readonly grosze: number } | undefined;
}

/** Why nothing was reckoned. */
export type NoClaim =
  | { readonly why: 'parties' | 'abroad' | 'amount' | 'dates' | 'in-time' | 'euro-rate' }
  | { readonly why: 'outdated'; readonly table: RateTable };

export type ClaimResult = { readonly ok: true; readonly claim: Claim } | ({ readonly ok: false } & NoClaim);

/** Reckons a claim from the values of a template, as typed. Nothing is guessed: what cannot be read is named. */
export function claimFrom(values: TemplateValues, rates: Readonly<Record<Parties, RateTable>> = RATES): ClaimResult {
  const [chosen, amount, dueDate, payBy, euroRate] = CLAIM_FIELDS.map((name) =>
    Object.hasOwn(values, name) ? line(values[name]) : '',
  ) as [string, string, string, string, string];
  if (chosen === '') return { ok: false, why: 'parties' };
  const parties = PARTIES.find((one) => one === chosen);
  if (!parties) return { ok: false, why: 'abroad' };
  const money = parseMoney(splitTax(amount).rest);
  if (money?.currency !== 'PLN' || money.amount <= 0) return { ok: false, why: 'amount' };
  const [due, paid] = [parseDay(dueDate), parseDay(payBy)];
  if (!due || !paid || due.year < 100 || paid.year < 100) return { ok: false, why: 'dates' };
  const rate = readRate(euroRate);
  if (parties !== 'other' && euroRate !== '' && rate === undefined) return { ok: false, why: 'euro-rate' };
  const debt = Math.round(money.amount * 100);
  const table = rates[parties];
  const spans = interestSpans(table, { debt, due, paid });
  if (!spans) return { ok: false, why: 'outdated', table };
  if (spans.length === 0) return { ok: false, why: 'in-time' };
  const euro = compensationFor(debt);
  const inZloty = rate === undefined ? undefined : { rate, grosze: Math.round(rate * euro * 100) };
  const compensation = parties === 'other' ? undefined : { euro, rateDay: euroDay(due), inZloty };
  const interest = spans.reduce((sum, span) => sum + span.interest, 0);
  return {
    ok: true,
    claim: { parties, debt, due, lastDay: lastDayToPay(due), paid, spans, interest, compensation, table },
  };
}

function line(value: TemplateValue | undefined): string {
  return typeof value === 'string' ? tidyLine(value) : '';
}

/** "4,2345", "4.23 zł". */
function readRate(typed: string): number | undefined {
  const digits = /^(\d{1,2})(?:[.,](\d{1,4}))? ?(?:zł|zl|pln)?$/iu.exec(typed);
  const rate = digits ? Number(`${digits[1]}.${digits[2] ?? '0'}`) : 0;
  return rate > 0 ? rate : undefined;
}
