import type { Locale } from '../i18n/locales.ts';
import { readNumericDate, toDay } from '../text/dates.ts';
import { formatDay, formatList } from '../text/format.ts';
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
};

export type Formatted =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: 'value-too-long' | 'date-impossible' | 'choice-unknown' };

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
      return { ok: true, text: formatTypedTime(typed) };
    case 'money': {
      const { rest, tax } = splitTax(typed);
      const money = parseMoney(rest);
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
  const written = readNumericDate(typed);
  if (!written) return { ok: true, text: typed };
  const day = toDay(written);
  // A two-digit year leaves the century open.
  if (!day || day.year < 100) return { ok: false, code: 'date-impossible' };
  const said = formatDay(day, locale);
  return { ok: true, text: official && locale === 'pl' ? `${said} r.` : said };
}

/** Removes from a value what must not reach a message; all kinds but two are single-line. */
export function tidyValue(value: string, kind: PlaceholderKind): string {
  return kind === 'longtext' || kind === 'list' ? tidyLines(value) : tidyLine(value);
}

/** "9" and "9.30" become a written time; words ("rano") stay. */
function formatTypedTime(typed: string): string {
  const time = /^([01]?\d|2[0-3])(?:[:.]([0-5]\d))?$/u.exec(typed);
  return time === null ? typed : `${Number(time[1])}:${time[2] ?? '00'}`;
}

function isMoney(value: TemplateValue): value is Money {
  return typeof value === 'object' && 'currency' in value;
}
