import { Temporal } from 'temporal-polyfill';

/** An instant as the value of a TIMESTAMPTZ column. */
export function dateAt({ epochMilliseconds }: { readonly epochMilliseconds: number }): Date {
  return new Date(epochMilliseconds);
}

/** The instant in a TIMESTAMPTZ column. */
export function instantOf(date: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime());
}

/** A calendar day as the value of a DATE column: midnight in UTC. */
export function toDateColumn({ year, month, day }: Temporal.PlainDate): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

/** The calendar day in a DATE column. */
export function fromDateColumn(date: Date): Temporal.PlainDate {
  return new Temporal.PlainDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** Monday of a day's ISO week. */
export function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 });
}

/** The instant of a wall time: in a spring gap the first one after it, in an autumn overlap the earlier of the two. */
export function toInstant(wall: Temporal.PlainDateTime, zone: string): Temporal.Instant {
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wall)) return earlier.toInstant();
  // In a gap, "earlier" is before it; the zone's next offset change is then the gap itself.
  const gap = earlier.getTimeZoneTransition('next');
  return (gap ?? earlier).toInstant();
}
