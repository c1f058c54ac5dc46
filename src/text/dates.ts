import { Temporal } from 'temporal-polyfill';
import { plain } from './read-words.ts';

/** Months by prefix, folded, in both languages and all Polish cases. */
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

/** A date as written; omitted parts are undefined. */
export interface WrittenDate {
  readonly year?: number;
  readonly month?: number;
  readonly day: number;
}

/** Reads one date, folded by `plain`: "2026-12-24", "24.12", "24/12", "24 grudnia", "Dec 24, 2026". */
export function readDate(text: string): WrittenDate | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const slashes = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(text);
  if (slashes) return readSlashes(Number(slashes[1]), Number(slashes[2]), slashes[3]);
  const dots = /^(\d{1,2})(?:\.(\d{1,2})(?:\.(\d{4}))?)?\.?(?: ?r\.?)?$/.exec(text);
  if (dots) return written(dots[1], dots[2], dots[3]);
  const words =
    /^(?:(\d{1,2})(?:st|nd|rd|th)? (\p{L}+)\.?|(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?),?(?: (\d{4}))?(?: ?r\.?)?$/u.exec(
      text,
    );
  const month = MONTHS.findIndex((name) => name.test(words?.[2] ?? words?.[3] ?? '')) + 1;
  return words && month > 0 ? written(words[1] ?? words[4], String(month), words[5]) : undefined;
}

/** Day first as in Britain, or month first as in America where only that can be; undefined where both can be ("04/12"). */
function readSlashes(first: number, second: number, year: string | undefined): WrittenDate | undefined {
  if (first <= 12 && second <= 12 && first !== second) return undefined;
  const [day, month] = second > 12 ? [second, first] : [first, second];
  return written(String(day), String(month), year);
}

function written(day: string | undefined, month: string | undefined, year: string | undefined): WrittenDate {
  return {
    day: Number(day),
    ...(month === undefined ? {} : { month: Number(month) }),
    ...(year === undefined ? {} : { year: Number(year) }),
  };
}

/** The day of a date; undefined if it does not exist, such as 30 February. */
export function toDay(date: Required<WrittenDate>): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** Reads a numeric date with its year: "2026-12-24", "24.12.2026". */
export function readNumericDate(typed: string): Required<WrittenDate> | undefined {
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/u.exec(typed);
  const dots = /^\s*(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?: ?r\.)?\s*$/u.exec(typed);
  const parts = iso?.slice(1) ?? dots?.slice(1).reverse();
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  return { year, month, day };
}

/** The day of {@link readNumericDate}. */
export function parseDay(typed: string): Temporal.PlainDate | undefined {
  const date = readNumericDate(typed);
  return date && toDay(date);
}

/** Years searched for a day that is not in every year: 29 February can be eight years away, across a century year. */
const YEARS = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;

/** The possible days of a date without a year, nearest first. */
export function daysNear(
  { month, day }: { readonly month: number; readonly day: number },
  today: Temporal.PlainDate,
  direction: 'coming' | 'past',
): Temporal.PlainDate[] {
  const sign = direction === 'coming' ? 1 : -1;
  return YEARS.flatMap((years) => toDay({ year: today.year + sign * years, month, day }) ?? []);
}

const NAMED_DAYS: readonly (readonly [RegExp, number])[] = [
  [/^(?:dzis|dzisiaj|today)$/, 0],
  [/^(?:jutro|tomorrow)$/, 1],
  [/^(?:pojutrze|the day after tomorrow)$/, 2],
  [/^(?:wczoraj|yesterday)$/, -1],
  [/^(?:przedwczoraj|the day before yesterday)$/, -2],
];

/** A day given by name: "dziś", "tomorrow". */
export function readNamedDay(typed: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const text = plain(typed);
  const days = NAMED_DAYS.find(([name]) => name.test(text))?.[1];
  return days === undefined ? undefined : today.add({ days });
}

/**
 * Reads a day as people type it: "2026-12-24", "24.12", "24 grudnia", "Dec 24", "jutro". Without a year it is the next such day;
 * undefined for anything else.
 */
export function readComingDay(typed: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const named = readNamedDay(typed, today);
  if (named) return named;
  const date = readDate(plain(typed));
  if (date?.month === undefined) return undefined;
  const { year, month, day } = date;
  if (year !== undefined) return toDay({ year, month, day });
  return daysNear({ month, day }, today, 'coming').find((one) => Temporal.PlainDate.compare(one, today) >= 0);
}
