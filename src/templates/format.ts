import type { Locale } from '../i18n/locales.ts';
import { readDate, readNumericDate, toDay, type WrittenDate } from '../text/dates.ts';
import { formatClock, formatDay, formatList } from '../text/format.ts';
import { formatMoney, type Money, parseMoney, sayTax, splitTax } from '../text/money.ts';
import { listItems, tidyLine, tidyLines } from '../text/tidy.ts';
import type { Placeholder, PlaceholderKind, TemplateValue } from './types.ts';

/** Maximum characters of a value by kind. With the longest text they still fit one Discord message. */
export const MAX_VALUE_LENGTH: Readonly<Record<PlaceholderKind, number>> = {
  text: 200,
  longtext: 500,
  name: 200,
  date: 60,
  time: 30,
  money: 40,
  list: 400,
  choice: 40,
  computed: 40,
};

export type FormatProblem =
  | 'value-too-long'
  | 'date-impossible'
  | 'date-ambiguous'
  | 'time-impossible'
  | 'money-impossible'
  | 'money-currency'
  | 'choice-unknown';

export type Formatted =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: FormatProblem };

/** The items of a value that is a list. */
export function itemsOf(value: TemplateValue): string[] {
  return isMoney(value) ? [] : listItems(value);
}

/**
 * A value as text in the language's format; empty if it is not given.
 *
 * @param official whether a Polish date ends in "r.", as in formal letters
 */
export function formatValue(
  value: TemplateValue | undefined,
  placeholder: Placeholder,
  locale: Locale,
  official = false,
): Formatted {
  if (value === undefined) return { ok: true, text: '' };
  if (isMoney(value)) return { ok: true, text: formatMoney(value, locale) };
  if (placeholder.kind === 'list' || typeof value !== 'string') {
    const items = listItems(value);
    if (items.join('').length > placeholder.maxLength) return { ok: false, code: 'value-too-long' };
    return { ok: true, text: formatList(items, locale) };
  }
  const typed = tidyValue(value, placeholder.kind);
  if (typed.length > placeholder.maxLength) return { ok: false, code: 'value-too-long' };
  switch (placeholder.kind) {
    case 'date':
      return formatTypedDay(typed, locale, official);
    case 'time':
      return hasImpossibleTime(typed, /[:.]/u)
        ? { ok: false, code: 'time-impossible' }
        : { ok: true, text: formatTypedTime(typed, locale) };
    case 'money': {
      const { rest, tax } = splitTax(typed);
      const money = parseMoney(rest);
      if (/^[-−–] ?\d|^0+(?:[.,]0+)?(?!\d|[.,]\d)/u.test(rest)) return { ok: false, code: 'money-impossible' };
      if (/^\d[\d .,\u00a0\u202f]*$/u.test(rest)) return { ok: false, code: 'money-currency' };
      if (money === undefined) return { ok: true, text: typed };
      const sum = formatMoney(money, locale, !/us/iu.test(rest));
      return { ok: true, text: tax ? `${sum} ${sayTax(tax, locale)}` : sum };
    }
    case 'choice': {
      const known = typed === '' || placeholder.choices?.some((choice) => choice.value === typed);
      return known ? { ok: true, text: typed } : { ok: false, code: 'choice-unknown' };
    }
    default:
      return { ok: true, text: typed };
  }
}

/** "2026-12-01" and "1.12.2026" become a written date; words ("w piątek") stay. An impossible date is refused. */
function formatTypedDay(typed: string, locale: Locale, official: boolean): Formatted {
  if (hasImpossibleTime(typed, /:/u)) return { ok: false, code: 'time-impossible' };
  const slashes = /^(\d{1,2})\/(\d{1,2})\/\d{2,4}$/u.exec(typed);
  // 04/12 is December to a Briton, and April to an American.
  if (slashes && Number(slashes[1]) <= 12 && Number(slashes[2]) <= 12 && slashes[1] !== slashes[2])
    return { ok: false, code: 'date-ambiguous' };
  const short = /^(\d{1,2})\. ?(\d{1,2})\.?$/u.exec(typed);
  if (short) {
    // A leap year, so that 29 February is possible.
    const day = toDay({ year: 2024, month: Number(short[2]), day: Number(short[1]) });
    return day ? { ok: true, text: formatDay(day, locale, 'day-month') } : { ok: false, code: 'date-impossible' };
  }
  const written = slashes ? readFullDate(typed) : readNumericDate(typed);
  if (!written) return { ok: true, text: typed };
  const day = toDay(written);
  // A two-digit year leaves the century open.
  if (!day || day.year < 100) return { ok: false, code: 'date-impossible' };
  const said = formatDay(day, locale);
  return { ok: true, text: official && locale === 'pl' ? `${said} r.` : said };
}

/** "24/12/2026" and "12/24/2026", which can only be one day; undefined without a whole year. */
function readFullDate(typed: string): Required<WrittenDate> | undefined {
  const { year, month, day } = readDate(typed) ?? {};
  return year === undefined || month === undefined || day === undefined ? undefined : { year, month, day };
}

/** Removes from a value what must not reach a message; all kinds but two are single-line. */
export function tidyValue(value: string, kind: PlaceholderKind): string {
  return kind === 'longtext' || kind === 'list' ? tidyLines(value) : tidyLine(value);
}

/** Whether a time such as 25:99 stands in the words. */
function hasImpossibleTime(typed: string, colon: RegExp): boolean {
  if (/^\d{1,2}$/u.test(typed)) return colon.test('.') && Number(typed) > 24;
  const times = typed.matchAll(new RegExp(`(?<![\\d.:])(\\d{1,2})${colon.source}(\\d{2})(?![\\d.:])`, 'gu'));
  return [...times].some(([, hour, minute]) => Number(hour) > 24 || Number(minute) > (Number(hour) === 24 ? 0 : 59));
}

/** "9" and "9.30" become a written time; words ("rano") stay. */
function formatTypedTime(typed: string, locale: Locale): string {
  const time = /^([01]?\d|2[0-3])(?:[:.]([0-5]\d))?$/u.exec(typed);
  return time === null ? typed : formatClock(`${Number(time[1])}:${time[2] ?? '00'}`, locale);
}

function isMoney(value: TemplateValue): value is Money {
  return typeof value === 'object' && 'currency' in value;
}
