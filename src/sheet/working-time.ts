import { Temporal } from 'temporal-polyfill';
import { DEFAULT_HOURS } from '../members/hours.ts';
import type { MemberSettings } from '../members/settings.ts';
import { toInstant } from '../time/calendar.ts';
import { isHoliday } from '../time/holidays.ts';
import type { Sheet, Span, TimeOff } from './sheet.ts';

/** A week of working hours on a wall clock, with the days off. */
export interface WorkingTime {
  readonly spans: readonly Span[];
  /** IANA zone. */
  readonly zone: string;
  readonly timeOff: readonly TimeOff[];
  /** Country (ISO 3166-1) whose public holidays are days off; undefined: none. */
  readonly country: string | undefined;
}

/** Where the hours of a member's private messages come from. */
export type HoursSource = 'settings' | 'sheet' | 'default';

/** When the bot may write to a member. */
export interface DmWindow extends WorkingTime {
  readonly source: HoursSource;
}

export interface DmWindowInput {
  readonly settings: Pick<MemberSettings, 'hours' | 'zone'>;
  readonly sheet: Sheet;
  /** Zone of the community that writes; UTC if there is none. */
  readonly communityZone: string;
}

/**
 * When the bot may write to a member: the hours of `/settings`, else the boundary sheet's, else Monday to Friday 9–17. The zone
 * is the one set with the hours, else the other one, else the community's. The sheet's time off and holidays always count.
 */
export function dmWindow({ settings, sheet, communityZone }: DmWindowInput): DmWindow {
  const days = { timeOff: sheet.away?.timeOff ?? [], country: sheet.away?.country };
  const [chosen, terms] = [settings.zone, sheet.hours?.zone];
  if (settings.hours)
    return { ...days, source: 'settings', spans: [toSpan(settings.hours)], zone: chosen ?? terms ?? communityZone };
  if (sheet.hours?.spans)
    return { ...days, source: 'sheet', spans: sheet.hours.spans, zone: terms ?? chosen ?? communityZone };
  return { ...days, source: 'default', spans: [toSpan(DEFAULT_HOURS)], zone: chosen ?? terms ?? communityZone };
}

/** A stretch of working time, end excluded. */
export interface Stretch {
  readonly start: Temporal.Instant;
  readonly end: Temporal.Instant;
}

/** Maximum days searched ahead. Members who are off for longer than a year get no messages. */
const DAYS_AHEAD = 366;

/** The stretch of working time that contains an instant, or the next one after it; undefined if there is none within a year. */
export function stretchAtOrAfter(time: WorkingTime, now: Temporal.Instant): Stretch | undefined {
  const today = now.toZonedDateTimeISO(time.zone).toPlainDate();
  // A stretch that began yesterday may extend past midnight.
  for (let ahead = -1; ahead <= DAYS_AHEAD; ahead += 1) {
    const found = stretchesOf(time, today.add({ days: ahead })).find(
      ({ end }) => Temporal.Instant.compare(end, now) > 0,
    );
    if (found) return found;
  }
  return undefined;
}

/**
 * The first instant from `now` on at which the bot may write to the member: `now` itself within their hours, else their next
 * start. Undefined if there is none within a year. Every sender of private messages must use it.
 */
export function nextDmInstant(window: WorkingTime, now: Temporal.Instant): Temporal.Instant | undefined {
  const stretch = stretchAtOrAfter(window, now);
  return stretch && Temporal.Instant.compare(stretch.start, now) < 0 ? now : stretch?.start;
}

/** Whether the bot may write to the member now. */
export function mayWriteNow(window: WorkingTime, now: Temporal.Instant): boolean {
  return nextDmInstant(window, now)?.equals(now) ?? false;
}

/** Why a day is off, regardless of the hours. */
export function dayOff({ timeOff, country }: WorkingTime, day: Temporal.PlainDate): 'time-off' | 'holiday' | undefined {
  const date = day.toString();
  if (timeOff.some(({ from, to }) => from <= date && date <= to)) return 'time-off';
  return country !== undefined && isHoliday(country, day) ? 'holiday' : undefined;
}

/** The stretches that begin on a day, in order. Work past midnight belongs to the day on which it began. */
function stretchesOf(time: WorkingTime, day: Temporal.PlainDate): Stretch[] {
  const spans = time.spans.filter(({ days }) => days.includes(day.dayOfWeek));
  if (spans.length === 0 || dayOff(time, day)) return [];
  return (
    spans
      .map(({ from, to }) => ({
        start: at(day, from, time.zone),
        end: at(to <= from ? day.add({ days: 1 }) : day, to, time.zone),
      }))
      // A stretch within the hour skipped in spring is empty.
      .filter(({ start, end }) => Temporal.Instant.compare(start, end) < 0)
      .toSorted((a, b) => Temporal.Instant.compare(a.start, b.start))
  );
}

function at(day: Temporal.PlainDate, time: string, zone: string): Temporal.Instant {
  const midnight = time === '24:00';
  const date = midnight ? day.add({ days: 1 }) : day;
  return toInstant(date.toPlainDateTime(Temporal.PlainTime.from(midnight ? '00:00' : time)), zone);
}

function toSpan({
  days,
  from,
  to,
}: {
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}): Span {
  return { days: [...days], from, to };
}
