import { sandboxNow, state } from '../store.ts';
import { locale, words } from '../words/words.ts';

/** Formats in the acting person's language and zone. */
function format(at: number, options: Intl.DateTimeFormatOptions): string {
  const zone = state.world?.me.zone;
  return new Intl.DateTimeFormat(locale(), { ...options, ...(zone ? { timeZone: zone } : {}) }).format(at);
}

export const timeOfDay = (at: number): string => format(at, { timeStyle: 'short' });
export const exactTime = (at: number): string => format(at, { timeStyle: 'medium' });
export const fullTime = (at: number): string => format(at, { dateStyle: 'full', timeStyle: 'short' });

/** A key shared by all times of one day. */
export const dayKey = (at: number): string => format(at, { dateStyle: 'short' });

/** "Today", "Yesterday", or the date. */
export function dayName(at: number): string {
  const now = sandboxNow();
  if (dayKey(at) === dayKey(now)) return words().today;
  if (dayKey(at) === dayKey(now - 86_400_000)) return words().yesterday;
  return format(at, { dateStyle: 'long' });
}

const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
};

/** Discord's `<t:seconds:style>`; R is relative to the sandbox's time. */
export function timestamp(at: number, style: string): string {
  return style === 'R' ? relative(at) : format(at, STYLES[style] ?? STYLES.f ?? {});
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

function relative(at: number): string {
  const difference = at - sandboxNow();
  const form = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  for (const [unit, length] of UNITS)
    if (Math.abs(difference) >= length) return form.format(Math.round(difference / length), unit);
  return form.format(Math.round(difference / 1000), 'second');
}
