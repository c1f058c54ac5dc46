import type { Locale } from '../i18n/locales.ts';
import type { Money, Placeholder, PlaceholderKind, TemplateValue } from './types.ts';

/** Day before month and the 24-hour clock in English too: its texts go to clients outside the United States as well. */
const FORMAT_LOCALE: Readonly<Record<Locale, string>> = { pl: 'pl-PL', en: 'en-GB' };

/** Longest value of each kind, in characters. Together with the longest text they stay within one Discord message. */
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

/**
 * Removes what must not reach a message: control characters, and the invisible ones that reverse or hide text.
 * One-line kinds lose line breaks and runs of spaces; markdown, mentions and emoji stay as they were typed.
 */
export function tidy(value: string, kind: PlaceholderKind): string {
  const visible = value
    .replace(/\r\n?|\u2028|\u2029/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(/[^\P{Cc}\n]|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffc]/gu, '')
    .toWellFormed()
    .normalize('NFC');
  if (kind !== 'longtext' && kind !== 'list') return visible.replace(/\s+/gu, ' ').trim();
  return visible
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** The items of a list: a line each, or separated by semicolons, or else by commas. Bullets in front are dropped. */
export function listItems(value: TemplateValue): string[] {
  if (isMoney(value)) return [];
  const separator = typeof value === 'string' ? [/\n/u, /;/u].find((mark) => mark.test(value)) : undefined;
  // A comma inside a number ("2,5 h") separates nothing.
  const raw = typeof value === 'string' ? value.split(separator ?? /,(?=\s)/u) : value;
  return raw
    .map((item) => tidy(item, 'text').replace(/^(?:[-–•*]\s+|\d+[.)]\s+)/u, ''))
    .filter((item) => /[^\s,;]/u.test(item));
}

/** A value as text in the language's format; an empty text means that it is not given. */
export function formatValue(value: TemplateValue | undefined, placeholder: Placeholder, locale: Locale): Formatted {
  if (value === undefined) return { ok: true, text: '' };
  if (isMoney(value)) return { ok: true, text: formatMoney(value, locale) };
  if (placeholder.kind === 'list' || typeof value !== 'string') {
    const items = listItems(value);
    if (items.join('').length > placeholder.maxLength) return { ok: false, code: 'value-too-long' };
    return { ok: true, text: new Intl.ListFormat(FORMAT_LOCALE[locale], { type: 'conjunction' }).format(items) };
  }
  const typed = tidy(value, placeholder.kind);
  if (typed.length > placeholder.maxLength) return { ok: false, code: 'value-too-long' };
  switch (placeholder.kind) {
    case 'date':
      return formatDate(typed, locale);
    case 'time':
      return { ok: true, text: formatTime(typed, locale) };
    case 'money': {
      const money = parseMoney(typed);
      return { ok: true, text: money === undefined ? typed : formatMoney(money, locale) };
    }
    case 'choice': {
      const known = typed === '' || placeholder.choices?.some((choice) => choice.value === typed);
      return known ? { ok: true, text: typed } : { ok: false, code: 'choice-unknown' };
    }
    default:
      return { ok: true, text: typed };
  }
}

/** "2026-12-01" and "1.12.2026" become a written date; words ("w piątek") stay. A date that does not exist is refused. */
function formatDate(typed: string, locale: Locale): Formatted {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(typed);
  const polish = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?: ?r\.)?$/u.exec(typed);
  const parts = iso?.slice(1) ?? polish?.slice(1).reverse();
  if (parts === undefined) return { ok: true, text: typed };
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return { ok: false, code: 'date-impossible' };
  const format = new Intl.DateTimeFormat(FORMAT_LOCALE[locale], { dateStyle: 'long', timeZone: 'UTC' });
  return { ok: true, text: format.format(date) };
}

function formatTime(typed: string, locale: Locale): string {
  const time = /^([01]?\d|2[0-3])(?:[:.]([0-5]\d))?$/u.exec(typed);
  if (time === null) return typed;
  const date = new Date(Date.UTC(2000, 0, 1, Number(time[1]), Number(time[2] ?? 0)));
  const format = new Intl.DateTimeFormat(FORMAT_LOCALE[locale], {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  });
  return format.format(date);
}

const CURRENCIES: Readonly<Record<string, string>> = { zł: 'PLN', zl: 'PLN', '€': 'EUR', $: 'USD', '£': 'GBP' };

/** "1500 zł", "1 500,50 PLN", "€200"; undefined for anything else, also for a sum without a currency. */
export function parseMoney(typed: string): Money | undefined {
  const match =
    /^(?<number>\d[\d \u00a0\u202f.,]*?) ?(?<unit>zł|zl|[€$£]|[a-z]{3})$/iu.exec(typed) ??
    /^(?<unit>[€$£]|[a-z]{3}) ?(?<number>\d[\d \u00a0\u202f.,]*)$/iu.exec(typed);
  const unit = match?.groups?.unit?.toLowerCase() ?? '';
  const currency = CURRENCIES[unit] ?? unit.toUpperCase();
  const amount = parseAmount(match?.groups?.number ?? '');
  if (amount === undefined || !Intl.supportedValuesOf('currency').includes(currency)) return undefined;
  return { amount, currency };
}

/** Reads both ways of writing an amount; what could be meant in two ways ("1.500") is left alone. */
function parseAmount(written: string): number | undefined {
  const digits = written.trim().replace(/[ \u00a0\u202f]/gu, '');
  if (/^\d+(?:[.,]\d{1,2})?$/u.test(digits)) return Number(digits.replace(',', '.'));
  if (/^\d{1,3}(?:\.\d{3})+,\d{2}$/u.test(digits)) return Number(digits.replaceAll('.', '').replace(',', '.'));
  if (/^\d{1,3}(?:,\d{3})+\.\d{2}$/u.test(digits)) return Number(digits.replaceAll(',', ''));
  return undefined;
}

/** A sum in the language's format; whole sums without decimals. */
export function formatMoney(money: Money, locale: Locale): string {
  const format = new Intl.NumberFormat(FORMAT_LOCALE[locale], {
    style: 'currency',
    currency: money.currency,
    trailingZeroDisplay: 'stripIfInteger',
  });
  return format.format(money.amount);
}

function isMoney(value: TemplateValue): value is Money {
  return typeof value === 'object' && 'currency' in value;
}
