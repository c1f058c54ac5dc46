import type { Temporal } from 'temporal-polyfill';
import type { Call } from '../../src/dialogue/call.ts';
import { timestamp } from '../../src/messages/markdown.ts';
import type { Sheet } from '../../src/sheet/sheet.ts';
import { ownSheet, zoneOf } from '../boundaries/parts.ts';

/** The current day on the person's calendar. */
export async function todayOf(call: Call, sheet?: Sheet): Promise<Temporal.PlainDate> {
  const zone = await zoneOf(call, sheet ?? (await ownSheet(call)));
  return call.services.clock.now().toZonedDateTimeISO(zone).toPlainDate();
}

/** A day in Discord's notation: noon in Greenwich is on the same day nearly everywhere. */
export function showDay(day: Temporal.PlainDate): string {
  return timestamp(day.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }), 'D');
}
