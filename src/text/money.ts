import type { Locale } from '../i18n/locales.ts';
import { FORMAT_TAGS } from './format.ts';

/** A sum of money. */
export interface Money {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

const CURRENCIES: Readonly<Record<string, string>> = { zł: 'PLN', zl: 'PLN', '€': 'EUR', $: 'USD', '£': 'GBP' };

/** "1500 zł", "1 500,50 PLN", "€200"; undefined for anything else, including a sum without a currency. */
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

/** Parses both decimal notations; undefined for ambiguous amounts ("1.500"). */
function parseAmount(written: string): number | undefined {
  const digits = written.trim().replace(/[ \u00a0\u202f]/gu, '');
  if (/^\d+(?:[.,]\d{1,2})?$/u.test(digits)) return Number(digits.replace(',', '.'));
  if (/^\d{1,3}(?:\.\d{3})+,\d{2}$/u.test(digits)) return Number(digits.replaceAll('.', '').replace(',', '.'));
  if (/^\d{1,3}(?:,\d{3})+\.\d{2}$/u.test(digits)) return Number(digits.replaceAll(',', ''));
  return undefined;
}

/** A sum in the language's format; whole sums have no decimals. */
export function formatMoney(money: Money, locale: Locale): string {
  const format = new Intl.NumberFormat(FORMAT_TAGS[locale], {
    style: 'currency',
    currency: money.currency,
    trailingZeroDisplay: 'stripIfInteger',
  });
  return format.format(money.amount);
}
