/** When the bot may write to a member, on the wall clock of their zone. */
export interface DmHours {
  /** ISO weekdays on which the span begins, 1 Monday to 7 Sunday, in order. */
  readonly days: readonly number[];
  /** "HH:MM". */
  readonly from: string;
  /** "HH:MM"; before `from`, it is on the next day. */
  readonly to: string;
}

/** Hours for members who set none. */
export const DEFAULT_HOURS: DmHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };

/** Whether the span runs past midnight, as for someone who works at night. */
export function crossesMidnight({ from, to }: Pick<DmHours, 'from' | 'to'>): boolean {
  return to < from;
}

/** Days in the form stored and carried in a control: "12345". */
export function writeDays(days: readonly number[]): string {
  return days.join('');
}

/** Reads {@link writeDays}; undefined for no days, and for anything it could not have written. */
export function readDays(text: string): number[] | undefined {
  return /^(?=.)1?2?3?4?5?6?7?$/.test(text) ? [...text].map(Number) : undefined;
}
