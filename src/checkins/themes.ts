import type { Temporal } from 'temporal-polyfill';
import { mondayOf } from '../time/calendar.ts';

/**
 * Themes of check-ins, in turn: the guide's eight tips, after every two of them one of its four steps, and in between its hard
 * situations. Each is an article of the guide and gives its question in the field `discuss`.
 */
export const THEMES = [
  'tip-ask-before-signing',
  'tip-official-channels',
  'client-goes-silent',
  'end-of-revisions',
  'friends-and-family',
  'step-set-expectations',
  'tip-be-ready-to-walk-away',
  'when-client-does-not-pay',
  'realistic-dates',
  'my-own-delay',
  'tip-know-your-priorities',
  'step-put-it-in-writing',
  'endless-calls',
  'client-wants-a-discount',
  'deal-without-a-contract',
  'tip-enforce-consistently',
  'tip-respect-theirs',
  'when-client-is-rude',
  'deposit-and-handover',
  'many-people-decide',
  'step-build-a-system',
  'tip-expect-to-be-tested',
  'time-off-alone',
  'raise-and-new-rules',
  'confidentiality-and-portfolio',
  'tip-social-media',
  'step-address-violations-now',
  'treated-like-an-employee',
  'ai-does-it-cheaper',
  'giving-notice',
] as const;

export type Theme = (typeof THEMES)[number];

/** Number of greetings in `ui/checkins.json`. With seven, each theme gets another one whenever its turn comes again. */
export const GREETINGS = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** Weeks since Monday, 5 January 1970. */
function weekNumber(day: Temporal.PlainDate): number {
  return Math.floor((Date.UTC(day.year, day.month - 1, day.day) / 86_400_000 - 4) / 7);
}

/** The theme of the ISO week that a day belongs to. */
export function themeOf(day: Temporal.PlainDate): Theme {
  return THEMES[weekNumber(mondayOf(day)) % THEMES.length] ?? THEMES[0];
}

/** The greeting of the ISO week that a day belongs to. */
export function greetingOf(day: Temporal.PlainDate): (typeof GREETINGS)[number] {
  return GREETINGS[weekNumber(mondayOf(day)) % GREETINGS.length] ?? GREETINGS[0];
}

/** Whether an article is one of the themes. */
export function isTheme(slug: string): slug is Theme {
  return THEMES.some((theme) => theme === slug);
}

/** A stored theme; the first one for a value that only a later version knows. */
export function readTheme(stored: string): Theme {
  return THEMES.find((theme) => theme === stored) ?? THEMES[0];
}
