import type { Reaction, ViolationKind } from '../kinds/violations.ts';

/** Somebody who joins for the made-up weeks. A person of that name who is there already plays the part. */
export const CAST: readonly { readonly name: string; readonly locale: string }[] = [
  { name: 'Ola', locale: 'pl' },
  { name: 'Bartek', locale: 'pl' },
  { name: 'Zosia', locale: 'pl' },
  { name: 'Michał', locale: 'pl' },
  { name: 'James', locale: 'en-GB' },
  { name: 'Priya', locale: 'en-GB' },
];

/** What is written in an entry and on a card: keys of `tours:life.stories`. */
export type Story = 'lateNight' | 'scope' | 'invoice' | 'deadline' | 'weekend' | 'haggling' | 'extra' | 'invite';

/** One thing that somebody does while a check-in is open. */
export type Doing = { readonly name: string } & (
  | { readonly does: 'calm' | 'support' | 'report' | 'search' }
  | {
      readonly does: 'log';
      readonly kind: ViolationKind;
      readonly reaction: Reaction;
      readonly story: Story;
      /** How it is shared; kept private if left out. */
      readonly share?: 'anonymous' | 'named';
    }
);

const log = (
  name: string,
  kind: ViolationKind,
  story: Story,
  reaction: Reaction,
  share?: 'anonymous' | 'named',
): Doing => ({ name, does: 'log', kind, story, reaction, ...(share ? { share } : {}) });

/**
 * Two weeks that close, with a kind that at least three people met (fewer are not counted), and one that stays open, with a card
 * and a report for the moderators' queue.
 */
export const WEEKS: readonly (readonly Doing[])[] = [
  [
    log('Kasia', 'after-hours', 'lateNight', 'let-pass'),
    log('Tomek', 'scope-creep', 'scope', 'charged', 'named'),
    log('Ola', 'late-payment', 'invoice', 'reminded', 'anonymous'),
    log('Bartek', 'late-payment', 'invoice', 'reminded'),
    log('Zosia', 'late-payment', 'invoice', 'let-pass'),
    log('Priya', 'unrealistic-deadline', 'deadline', 'refused', 'named'),
    { name: 'Michał', does: 'calm' },
    { name: 'James', does: 'calm' },
    { name: 'Emily', does: 'support' },
    { name: 'Bartek', does: 'search' },
  ],
  [
    log('Tomek', 'weekend-holiday', 'weekend', 'let-pass'),
    log('Ola', 'weekend-holiday', 'weekend', 'reminded', 'anonymous'),
    log('Zosia', 'weekend-holiday', 'weekend', 'refused', 'named'),
    log('Priya', 'late-payment', 'invoice', 'reminded'),
    log('Michał', 'unpaid-extra-work', 'extra', 'charged', 'anonymous'),
    { name: 'Kasia', does: 'calm' },
    { name: 'Bartek', does: 'calm' },
    { name: 'Kasia', does: 'support' },
  ],
  [
    log('Bartek', 'disrespect', 'invite', 'refused', 'anonymous'),
    log('James', 'haggling', 'haggling', 'reminded', 'named'),
    { name: 'Zosia', does: 'calm' },
    { name: 'Tomek', does: 'report' },
  ],
];
