import type { Locale } from '../i18n/locales.ts';
import type { Translate } from '../i18n/translator.ts';
import { formatClock, formatDays, formatList, formatNumber, formatPercent, formatZone } from '../text/format.ts';
import { formatMoney, sayTax } from '../text/money.ts';
import type { Due, LateFee, PaymentMethod, Rate, SheetParts, Span, Term, TimeOff } from './sheet.ts';
import { minutesOf } from './spans.ts';

/** A language for rendering a sheet: its strings and its formats. */
export interface SheetLanguage {
  readonly locale: Locale;
  readonly t: Translate;
}

/** Time zones that a text need not name, because its readers live there. */
const HOME_ZONE: Readonly<Partial<Record<Locale, string>>> = { pl: 'Europe/Warsaw' };

/** "poniedziałek–piątek, 9:00–17:00"; with the zone if the reader may be in another. */
export function sayHours({ spans, zone }: SheetParts['hours'], language: SheetLanguage): string | undefined {
  if (!spans) return undefined;
  return sayZoned(saySpans(spans, language), zone, language);
}

/** Hours with their zone, if the reader may be in another: "Monday after 09:00 (Central European Time)". */
export function sayZoned(hours: string, zone: string | undefined, { t, locale }: SheetLanguage): string {
  if (zone === undefined || zone === HOME_ZONE[locale]) return hours;
  return t('sheet:hours.zone', { hours, zone: formatZone(zone, locale) });
}

/** Spans grouped by days: "poniedziałek–piątek, 9:00–12:00 i 13:00–17:00". */
export function saySpans(spans: readonly Span[], { t, locale }: SheetLanguage): string {
  const byDays = new Map<string, Span[]>();
  for (const span of spans) byDays.set(span.days.join(), [...(byDays.get(span.days.join()) ?? []), span]);
  const lines = [...byDays.values()].map((same) => {
    if (same.length === 1 && isAlways(same[0])) return t('sheet:hours.always');
    const hours = same.map(({ from, to }) => `${formatClock(from, locale)}–${formatClock(to, locale)}`);
    return t('sheet:hours.span', {
      days: sayDays(same[0]?.days ?? [], { t, locale }),
      hours: formatList(hours, locale),
    });
  });
  return lines.join('; ');
}

function isAlways(span: Span | undefined): boolean {
  return span?.days.length === 7 && minutesOf(span.from) === 0 && span.to === '24:00';
}

/** "poniedziałek–piątek", "poniedziałek i środa", "codziennie". */
export function sayDays(days: readonly number[], { t, locale }: SheetLanguage): string {
  if (days.length === 7) return t('sheet:hours.daily');
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const names = runs.flatMap((run) => {
    const [first, last] = [name(run[0], t), name(run.at(-1), t)];
    if (run.length >= 3) return [t('sheet:hours.range', { first, last })];
    return run.length === 1 ? [first] : [first, last];
  });
  return formatList(names, locale);
}

function name(day: number | undefined, t: Translate): string {
  const known = ([1, 2, 3, 4, 5, 6, 7] as const).find((one) => one === day) ?? 1;
  return t(`common:weekdays.${known}`);
}

/** A duration's position in its sentence: by itself, after "within" or after "up to". */
export type TermForm = 'plain' | 'within' | 'upTo';

export function sayTerm(term: Term, form: TermForm, { t, locale }: SheetLanguage): string {
  if ('text' in term) return term.text;
  const { least, amount: count, unit } = term;
  const most = formatNumber(count, locale);
  const amount = least === undefined ? most : t('sheet:between', { least: formatNumber(least, locale), most });
  if (form === 'plain') return t(`sheet:term.${unit}`, { count, amount });
  return t(`sheet:${form}`, { time: t(`sheet:termOf.${unit}`, { count, amount }) });
}

export function sayRounds(rounds: number, { t }: SheetLanguage): string {
  return rounds === 0 ? t('sheet:noRounds') : t('sheet:rounds', { count: rounds, rounds });
}

export function sayRate({ sum, per, tax }: Rate, { t, locale }: SheetLanguage): string {
  return t(`sheet:rate.${per}`, {
    sum: formatMoney(sum, locale, true),
    tax: tax ? ` ${sayTax(tax, locale)}` : '',
  });
}

export function sayMethods(methods: readonly PaymentMethod[], { t, locale }: SheetLanguage): string {
  const names = methods.map((method) => t(`sheet:methods.${method}`));
  return formatList(names, locale, 'disjunction');
}

export function sayDue(due: Due, { t }: SheetLanguage): string {
  if (due === 'upfront') return t('sheet:due.upfront');
  return due === 0 ? t('sheet:due.atOnce') : t('sheet:due.days', { count: due, days: due });
}

export function sayLateFee(fee: LateFee, { t, locale }: SheetLanguage): string {
  if ('text' in fee) return fee.text;
  if ('statutory' in fee) return t(fee.commercial ? 'sheet:fee.commercial' : 'sheet:fee.statutory');
  const sum =
    'percent' in fee.sum
      ? t('sheet:fee.percent', { percent: formatPercent(fee.sum.percent / 100, locale, 2) })
      : formatMoney(fee.sum, locale, true);
  return fee.begun && fee.per !== 'once'
    ? t(`sheet:fee.begun.${fee.per}`, { sum })
    : t(`sheet:fee.${fee.per}`, { sum });
}

/** "24–26 grudnia 2026". */
export function sayTimeOff({ from, to }: TimeOff, locale: Locale): string {
  return formatDays(from, to, locale);
}

export function sayQuarter(quarter: string, { t }: SheetLanguage): string {
  const [year = '', number = ''] = quarter.split('-Q');
  return t('sheet:quarter', { quarter: number, year });
}

export function sayKeptHours(hours: number, { t, locale }: SheetLanguage): string {
  return t('sheet:keptHours', { count: hours, hours: formatNumber(hours, locale) });
}
