/** The kinds of boundary that clients violate. Keys are stable: stored with every entry, named by articles and templates. */
export const VIOLATION_KINDS = [
  'after-hours',
  'weekend-holiday',
  'scope-creep',
  'late-payment',
  'unagreed-channel',
  'unrealistic-deadline',
  'call-overrun',
  'disrespect',
  'social-media',
  'unpaid-extra-work',
  'other',
] as const;

export type ViolationKind = (typeof VIOLATION_KINDS)[number];

/** How the member reacted, mildest first. */
export const REACTIONS = ['let-pass', 'reminded', 'charged', 'refused', 'ended'] as const;

export type Reaction = (typeof REACTIONS)[number];

export function isViolationKind(value: string | undefined): value is ViolationKind {
  return (VIOLATION_KINDS as readonly (string | undefined)[]).includes(value);
}

export function isReaction(value: string | undefined): value is Reaction {
  return (REACTIONS as readonly (string | undefined)[]).includes(value);
}
