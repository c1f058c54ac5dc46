import { Temporal } from 'temporal-polyfill';
import { plain } from '../text/read-words.ts';
import { SHEET_LIMITS, type TimeOff } from './sheet.ts';

export type AwayProblem =
  | { readonly code: 'unreadable' | 'impossible' | 'backwards'; readonly at: string }
  | { readonly code: 'too-many' };

export type ReadAway =
  | { readonly ok: true; readonly timeOff: readonly TimeOff[] }
  | { readonly ok: false; readonly problem: AwayProblem };

/** Months by their beginnings, folded, in both languages and all Polish cases. */
const MONTHS: readonly RegExp[] = [
  /^(?:sty|jan)/,
  /^(?:lut|feb)/,
  /^mar/,
  /^(?:kwi|apr)/,
  /^(?:maj|may)/,
  /^(?:cze|jun)/,
  /^(?:lip|jul)/,
  /^(?:sie|aug)/,
  /^(?:wrz|sep)/,
  /^(?:paz|oct)/,
  /^(?:lis|nov)/,
  /^(?:gru|dec)/,
];

/** A date as it was written: what was left out is left out. */
export interface WrittenDate {
  readonly year?: number;
  readonly month?: number;
  readonly day: number;
}

/**
 * Reads time off, a line each: "2026-12-24 – 2027-01-02", "24.12–2.01", "24–26 grudnia", "24 Dec to 2 Jan", "1.05". A date
 * without a year is the next one that is not over.
 *
 * @param today the day in the member's zone
 */
export function readTimeOff(typed: string, today: Temporal.PlainDate): ReadAway {
  const lines = typed
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length > SHEET_LIMITS.timeOff) return { ok: false, problem: { code: 'too-many' } };
  const timeOff: TimeOff[] = [];
  for (const line of lines) {
    const read = readLine(line, today);
    if ('code' in read) return { ok: false, problem: read };
    timeOff.push(read);
  }
  return { ok: true, timeOff: timeOff.toSorted((a, b) => a.from.localeCompare(b.from)) };
}

function readLine(line: string, today: Temporal.PlainDate): TimeOff | AwayProblem {
  const text = plain(line).replace(/^od |^from /, '');
  const [firstText, lastText, rest] = splitRange(text);
  const last = readDate(lastText ?? firstText);
  const first = readDate(firstText);
  if (!first || !last || rest !== undefined || last.month === undefined) return { code: 'unreadable', at: line };
  const month = first.month ?? last.month;
  // A year stands at the end of a range; without one the range is the next that is not over.
  const lastYear = last.year ?? first.year ?? nextYear({ ...last, month: last.month }, today);
  const crossesYear = first.month !== undefined && month > last.month;
  const from = toDate({ ...first, month, year: first.year ?? lastYear - (crossesYear ? 1 : 0) });
  const to = toDate({
    ...last,
    month: last.month,
    year: last.year === undefined && first.year !== undefined && crossesYear ? lastYear + 1 : lastYear,
  });
  if (!from || !to) return { code: 'impossible', at: line };
  if (Temporal.PlainDate.compare(from, to) > 0) return { code: 'backwards', at: line };
  return { from: from.toString(), to: to.toString() };
}

/** "24-26.12", "2026-12-24 - 2027-01-02", "24 grudnia do 2 stycznia": the dashes inside an ISO date are none of a range. */
function splitRange(text: string): [string, string | undefined, string | undefined] {
  const iso = /^(\d{4}-\d{1,2}-\d{1,2})(?: ?(?:-|do|to|until|till) ?(\d{4}-\d{1,2}-\d{1,2}))?$/.exec(text);
  if (iso) return [iso[1] ?? '', iso[2], undefined];
  const [first = '', last, rest] = text.split(/ ?(?:-| do | to | until | till ) ?/);
  return [first.trim(), last?.trim(), rest];
}

/** Reads one date, folded by `plain`: "2026-12-24", "24.12", "24 grudnia", "Dec 24, 2026". */
export function readDate(text: string): WrittenDate | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const dots = /^(\d{1,2})(?:[./](\d{1,2})(?:[./](\d{4}))?)?\.?(?: ?r\.?)?$/.exec(text);
  if (dots) return written(dots[1], dots[2], dots[3]);
  const words =
    /^(?:(\d{1,2})(?:st|nd|rd|th)? (\p{L}+)\.?|(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?),?(?: (\d{4}))?(?: ?r\.?)?$/u.exec(
      text,
    );
  const month = MONTHS.findIndex((name) => name.test(words?.[2] ?? words?.[3] ?? '')) + 1;
  return words && month > 0 ? written(words[1] ?? words[4], String(month), words[5]) : undefined;
}

function written(day: string | undefined, month: string | undefined, year: string | undefined): WrittenDate {
  return {
    day: Number(day),
    ...(month === undefined ? {} : { month: Number(month) }),
    ...(year === undefined ? {} : { year: Number(year) }),
  };
}

/** The year in which a day next comes (today counts). 29 February may be years away. */
function nextYear(date: WrittenDate & { readonly month: number }, today: Temporal.PlainDate): number {
  const years = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((plus) => today.year + plus);
  return (
    years.find((year) => {
      const day = toDate({ ...date, year });
      return day !== undefined && Temporal.PlainDate.compare(day, today) >= 0;
    }) ?? today.year
  );
}

function toDate(date: Required<WrittenDate>): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' });
  } catch {
    return undefined; // no such day
  }
}
