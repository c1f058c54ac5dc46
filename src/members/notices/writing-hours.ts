import { Temporal } from 'temporal-polyfill';
import { crossesMidnight, type DmHours } from '../hours.ts';

/** The first instant from `now` on that lies in the hours, on the wall clock of `zone`: `now` itself if it does. */
export function nextWritingTime({ days, from, to }: DmHours, zone: string, now: Temporal.Instant): Temporal.Instant {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  // Last night's span may still be running.
  for (let offset = -1; offset <= 7; offset += 1) {
    const day = today.add({ days: offset });
    if (!days.includes(day.dayOfWeek)) continue;
    const lastDay = crossesMidnight({ from, to }) ? day.add({ days: 1 }) : day;
    const end = lastDay.toZonedDateTime({ timeZone: zone, plainTime: to }).toInstant();
    if (Temporal.Instant.compare(now, end) >= 0) continue;
    const start = day.toZonedDateTime({ timeZone: zone, plainTime: from }).toInstant();
    return Temporal.Instant.compare(now, start) < 0 ? start : now;
  }
  throw new RangeError('there is no day on which the bot may write');
}
