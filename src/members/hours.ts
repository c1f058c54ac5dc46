/** When the bot may write to a member, on the wall clock of their zone. */
export interface DmHours {
  /** ISO weekdays, 1 Monday to 7 Sunday, in order: the days on which the span begins. */
  readonly days: readonly number[];
  /** "HH:MM". */
  readonly from: string;
  /** "HH:MM"; before `from`, it is on the next day. */
  readonly to: string;
}

/** What counts for a member who set none. */
export const DEFAULT_HOURS: DmHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };

/** Whether the span runs past midnight, as for somebody who works at night. */
export function crossesMidnight({ from, to }: Pick<DmHours, 'from' | 'to'>): boolean {
  return to < from;
}

/** Days as they are stored and carried in a control: "12345". */
export function writeDays(days: readonly number[]): string {
  return days.join('');
}

/** Reads {@link writeDays}; undefined for anything that it could not have written, and for no day at all. */
export function readDays(text: string): number[] | undefined {
  return /^(?=.)1?2?3?4?5?6?7?$/.test(text) ? [...text].map(Number) : undefined;
}
