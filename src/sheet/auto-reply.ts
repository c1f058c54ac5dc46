import type { Temporal } from 'temporal-polyfill';
import type { Locale } from '../i18n/locales.ts';
import { formatClock, formatDay } from '../text/format.ts';
import { publicHolidays } from '../time/holidays.ts';
import type { Sheet } from './sheet.ts';
import { type SheetLanguage, sayZoned } from './words.ts';
import { dayOff, stretchAtOrAfter, type WorkingTime } from './working-time.ts';

/** A member's absence and return. */
export interface Absence {
  /** Whether they are already away; if not, the absence begins at `from`, the end of their working hours. */
  readonly now: boolean;
  readonly from: Temporal.ZonedDateTime;
  readonly back: Temporal.ZonedDateTime;
  readonly reason: 'hours' | 'time-off' | 'holiday';
  /** The holiday that is the reason for the absence, if any. */
  readonly holiday: { readonly country: string; readonly date: Temporal.PlainDate } | undefined;
}

/** The working time of a sheet; undefined if it has no hours. `zone` applies if the sheet has none. */
export function workingTime(sheet: Sheet, zone: string): WorkingTime | undefined {
  if (!sheet.hours?.spans) return undefined;
  const { timeOff = [], country } = sheet.away ?? {};
  return { spans: sheet.hours.spans, zone: sheet.hours.zone ?? zone, timeOff, country };
}

/** The current absence, or the one that begins after today's hours; undefined without working time within a year. */
export function findAbsence(time: WorkingTime, now: Temporal.Instant): Absence | undefined {
  const current = stretchAtOrAfter(time, now);
  if (!current) return undefined;
  const working = current.start.epochMilliseconds <= now.epochMilliseconds;
  const from = (working ? current.end : now).toZonedDateTimeISO(time.zone);
  const back = (working ? stretchAtOrAfter(time, current.end) : current)?.start.toZonedDateTimeISO(time.zone);
  if (!back) return undefined;
  const off = offDays(time, from.toPlainDate(), back.toPlainDate());
  const first = off[0];
  const holiday =
    first?.reason === 'holiday' && first.date.equals(from.toPlainDate()) && time.country
      ? { country: time.country, date: first.date }
      : undefined;
  const reason = off.some(({ reason }) => reason === 'time-off') ? 'time-off' : holiday ? 'holiday' : 'hours';
  return { now: !working, from, back, reason, holiday };
}

/**
 * "w poniedziałek od godz. 8:00"; with the date if a week or more ahead. Never "tomorrow": the text may be read on another day.
 */
export function sayBack({ from, back }: Absence, { t, locale }: SheetLanguage): string {
  const day = t(`sheet:back.on.${weekday(back)}`);
  const time = clock(back, locale);
  return isSoon(from, back)
    ? t('sheet:back.soon', { day, time })
    : t('sheet:back.later', { day, time, date: formatDay(back.toPlainDate(), locale, 'day-month') });
}

export interface AutoReply {
  readonly text: string;
  /** One line, for a status. */
  readonly short: string;
}

/** The auto-reply for an absence in the given language. */
export function sayAutoReply(absence: Absence, sheet: Sheet, language: SheetLanguage): AutoReply {
  const { t, locale } = language;
  const { from, back, reason, holiday } = absence;
  const values = { back: sayZoned(sayBack(absence, language), back.timeZoneId, language) };
  const emergency = sheet.contact?.emergency;
  const first = holiday
    ? t('sheet:autoReply.holiday', { ...values, holiday: holidayName(holiday, locale) })
    : t(`sheet:autoReply.${reason === 'time-off' ? 'time-off' : 'hours'}`, values);
  const until = { until: t(`sheet:back.until.${weekday(back)}`), time: clock(back, locale) };
  return {
    text: [first, ...(emergency ? [t('sheet:autoReply.emergency', { emergency })] : [])].join('\n'),
    short: isSoon(from, back)
      ? t('sheet:autoReply.short', until)
      : t('sheet:autoReply.shortDated', { ...until, date: formatDay(back.toPlainDate(), locale, 'day-month') }),
  };
}

/** The days off from the first day until the member is back. */
function offDays(time: WorkingTime, from: Temporal.PlainDate, back: Temporal.PlainDate) {
  const days = from.until(back).days;
  return Array.from({ length: days }, (_, plus) => from.add({ days: plus })).flatMap((date) => {
    const reason = dayOff(time, date);
    return reason ? [{ date, reason }] : [];
  });
}

function isSoon(from: Temporal.ZonedDateTime, back: Temporal.ZonedDateTime): boolean {
  return from.toPlainDate().until(back.toPlainDate()).days < 7;
}

function weekday(day: Temporal.ZonedDateTime): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return ([1, 2, 3, 4, 5, 6, 7] as const).find((one) => one === day.dayOfWeek) ?? 1;
}

function clock(time: Temporal.ZonedDateTime, locale: Locale): string {
  return formatClock(time.toPlainTime().toString({ smallestUnit: 'minute' }), locale);
}

function holidayName({ country, date }: NonNullable<Absence['holiday']>, locale: string): string {
  return publicHolidays(country, date.year, locale).get(date.toString()) ?? date.toString();
}
