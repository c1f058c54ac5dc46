import type { Locale } from '../i18n/locales.ts';
import { FORMAT_TAGS } from './format.ts';

/** A sum of money. */
export interface Money {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** Whether VAT comes on top of a sum (net) or is in it (gross). */
export const TAXES = ['net', 'gross'] as const;
export type Tax = (typeof TAXES)[number];

const TAX_SAYS: readonly { readonly tax: Tax; readonly says: RegExp }[] = [
  {
    tax: 'gross',
    says: /(?<!\p{L})(?:brutto|gross|(?:incl\.?|including|inc\.?|z|w tym|zawiera) (?:\d+ ?% )?vat)(?!\p{L})/iu,
  },
  { tax: 'net', says: /(?<!\p{L})netto(?: ?\+ ?(?:\d+ ?% )?vat)?(?!\p{L})/iu },
  { tax: 'net', says: /(?:\+ ?|(?<!\p{L})(?:plus|excl\.?|excluding|ex\.?|bez) )(?:\d+ ?% )?vat(?!\p{L})/iu },
  { tax: 'net', says: /(?<!\p{L})net(?!\p{L}| ?\d)/iu },
];
const TAX_WORDS: Readonly<Record<Locale, Readonly<Record<Tax, string>>>> = {
  pl: { net: 'netto', gross: 'brutto' },
  en: { net: '+ VAT', gross: 'including VAT' },
};

/** Takes the words about VAT out of a typed sum: "150 zł netto/h", "£40 an hour + VAT". */
export function splitTax(typed: string): { readonly rest: string; readonly tax: Tax | undefined } {
  const found = TAX_SAYS.find(({ says }) => says.test(typed));
  if (!found) return { rest: typed, tax: undefined };
  return {
    rest: typed
      .replace(found.says, ' ')
      .replaceAll(/ {2,}/gu, ' ')
      .replaceAll(/ (?=[,/])/gu, '')
      .trim(),
    tax: found.tax,
  };
}

/** The words about VAT, to stand behind a sum or a rate. */
export function sayTax(tax: Tax, locale: Locale): string {
  return TAX_WORDS[locale][tax];
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

/**
 * A sum in the language's format; whole sums have no decimals.
 *
 * @param plainDollar whether "$" is left as it is: only its writer knows whose dollars they are
 */
export function formatMoney(money: Money, locale: Locale, plainDollar = false): string {
  const format = new Intl.NumberFormat(FORMAT_TAGS[locale], {
    style: 'currency',
    currency: money.currency,
    ...(plainDollar && locale === 'en' && money.currency === 'USD' ? { currencyDisplay: 'narrowSymbol' } : {}),
    trailingZeroDisplay: 'stripIfInteger',
  });
  return format.format(money.amount);
}
