import { Temporal } from 'temporal-polyfill';
import { daysNear, readDate, toDay, type WrittenDate } from '../text/dates.ts';
import { plain } from '../text/read-words.ts';
import { SHEET_LIMITS, type TimeOff } from './sheet.ts';

export type AwayProblem =
  | { readonly code: 'unreadable' | 'impossible' | 'backwards'; readonly at: string }
  | { readonly code: 'too-many' };

export type ReadAway =
  | { readonly ok: true; readonly timeOff: readonly TimeOff[] }
  | { readonly ok: false; readonly problem: AwayProblem };

/**
 * Reads time off, one period per line: "2026-12-24 – 2027-01-02", "24.12–2.01", "24–26 grudnia", "24 Dec to 2 Jan", "1.05". A
 * date without a year is the next one that is not over.
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
  // The year is given at the end of a range; without one it is the next range that is not over.
  const lastYear = last.year ?? first.year ?? nextYear({ ...last, month: last.month }, today);
  const crossesYear = first.month !== undefined && month > last.month;
  const from = toDay({ ...first, month, year: first.year ?? lastYear - (crossesYear ? 1 : 0) });
  const to = toDay({
    ...last,
    month: last.month,
    year: last.year === undefined && first.year !== undefined && crossesYear ? lastYear + 1 : lastYear,
  });
  if (!from || !to) return { code: 'impossible', at: line };
  if (Temporal.PlainDate.compare(from, to) > 0) return { code: 'backwards', at: line };
  return { from: from.toString(), to: to.toString() };
}

/** Splits "24-26.12", "2026-12-24 - 2027-01-02", "24 grudnia do 2 stycznia"; the dashes inside an ISO date do not separate. */
function splitRange(text: string): [string, string | undefined, string | undefined] {
  const iso = /^(\d{4}-\d{1,2}-\d{1,2})(?: ?(?:-|do|to|until|till) ?(\d{4}-\d{1,2}-\d{1,2}))?$/.exec(text);
  if (iso) return [iso[1] ?? '', iso[2], undefined];
  const [first = '', last, rest] = text.split(/ ?(?:-| do | to | until | till ) ?/);
  return [first.trim(), last?.trim(), rest];
}

/** The year in which a day next occurs (today counts). 29 February may be years away. */
function nextYear({ month, day }: WrittenDate & { readonly month: number }, today: Temporal.PlainDate): number {
  const days = daysNear({ month, day }, today, 'coming');
  return days.find((one) => Temporal.PlainDate.compare(one, today) >= 0)?.year ?? today.year;
}
