import { Temporal } from 'temporal-polyfill';
import type { Locale } from '../i18n/locales.ts';

/** Format locales. Day before month and the 24-hour clock in English too, which people outside the United States read as well. */
export const FORMAT_TAGS: Readonly<Record<Locale, string>> = { pl: 'pl-PL', en: 'en-GB' };

/** "20 listopada 2026", "piątek, 20 listopada 2026", "20 listopada", "20.11" (English: "20 Nov"). */
export type DayStyle = 'long' | 'full' | 'day-month' | 'short';

/** A calendar day, or its ISO date. */
type Day = Temporal.PlainDate | string;

/** Made once: to make one takes longer than all the rest of a list's line. */
const dayFormats = new Map<`${Locale} ${DayStyle}`, Intl.DateTimeFormat>();

function dayFormat(locale: Locale, style: DayStyle): Intl.DateTimeFormat {
  const known = dayFormats.get(`${locale} ${style}`);
  if (known) return known;
  const made = makeDayFormat(locale, style);
  dayFormats.set(`${locale} ${style}`, made);
  return made;
}

function makeDayFormat(locale: Locale, style: DayStyle): Intl.DateTimeFormat {
  const options = {
    long: { dateStyle: 'long' },
    full: { dateStyle: 'full' },
    'day-month': { day: 'numeric', month: 'long' },
    short: { day: 'numeric', month: locale === 'pl' ? '2-digit' : 'short' },
  } as const;
  return new Intl.DateTimeFormat(FORMAT_TAGS[locale], { ...options[style], timeZone: 'UTC' });
}

const atMidnight = (day: Day): number => Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds;

/** A day in words. */
export function formatDay(day: Day, locale: Locale, style: DayStyle = 'long'): string {
  return dayFormat(locale, style).format(atMidnight(day));
}

/** A range of days, both included: "24–26 grudnia 2026". */
export function formatDays(from: Day, to: Day, locale: Locale, style: DayStyle = 'long'): string {
  return dayFormat(locale, style).formatRange(atMidnight(from), atMidnight(to));
}

/** The time on a zone's clock: "17:30". */
export function formatTime({ epochMilliseconds }: Temporal.Instant, zone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(FORMAT_TAGS[locale], { timeStyle: 'short', timeZone: zone }).format(epochMilliseconds);
}

/** A wall time such as "09:00": "9:00" in Polish, "09:00" in English, as Discord shows it to a Briton. */
export function formatClock(time: string, locale: Locale): string {
  const short = time.replace(/^0(?=\d:)/, '');
  return locale === 'en' ? short.padStart(5, '0') : short;
}

/** A moment on a zone's calendar and clock: "piątek, 20 listopada 2026 17:30". */
export function formatMoment({ epochMilliseconds }: Temporal.Instant, zone: string, locale: Locale): string {
  const options = { dateStyle: 'full', timeStyle: 'short', timeZone: zone } as const;
  return new Intl.DateTimeFormat(FORMAT_TAGS[locale], options).format(epochMilliseconds);
}

/** A number with its decimals, at most `decimals` of them. */
export function formatNumber(value: number, locale: Locale, decimals = 3): string {
  return new Intl.NumberFormat(FORMAT_TAGS[locale], { maximumFractionDigits: decimals }).format(value);
}

/** A share from 0 to 1 as a percentage. */
export function formatPercent(share: number, locale: Locale, decimals = 0): string {
  return new Intl.NumberFormat(FORMAT_TAGS[locale], { style: 'percent', maximumFractionDigits: decimals }).format(
    share,
  );
}

/** An amount with its unit: "72 godziny", or "9 MB". */
export function formatUnit(
  value: number,
  unit: 'day' | 'hour' | 'minute' | 'kilobyte' | 'megabyte',
  locale: Locale,
  { short = false, decimals = 0 }: { readonly short?: boolean; readonly decimals?: number } = {},
): string {
  const unitDisplay = short ? 'short' : 'long';
  const options = { style: 'unit', unit, unitDisplay, maximumFractionDigits: decimals } as const;
  return new Intl.NumberFormat(FORMAT_TAGS[locale], options).format(value);
}

/** "a, b i c", or with `disjunction` "a, b lub c". */
export function formatList(
  items: readonly string[],
  locale: Locale,
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return new Intl.ListFormat(FORMAT_TAGS[locale], { type }).format(items);
}

/** The name of a country (ISO 3166-1 alpha-2); its code if it has none. */
export function formatCountry(country: string, locale: Locale): string {
  return new Intl.DisplayNames(FORMAT_TAGS[locale], { type: 'region' }).of(country) ?? country;
}

/** "czas środkowoeuropejski"; the zone's city if its time has no name. */
export function formatZone(zone: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(FORMAT_TAGS[locale], { timeZone: zone, timeZoneName: 'longGeneric' });
  const said = format.formatToParts(Date.UTC(2026, 0, 15)).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  return /\d/.test(said) ? zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ') : said;
}
