/** Kinds of boundary that clients violate. Keys are stable: stored with every entry, used by articles and templates. */
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
  'haggling',
  'silence',
  'other',
] as const;

export type ViolationKind = (typeof VIOLATION_KINDS)[number];

/** The member's reactions, mildest first. */
export const REACTIONS = ['let-pass', 'reminded', 'charged', 'refused', 'ended'] as const;

export type Reaction = (typeof REACTIONS)[number];

/**
 * Progress of an entry. It starts as `addressed` if the member reacted at once, and as `open` if they let it pass; `resolved` has
 * an outcome.
 */
export const STATES = ['open', 'addressed', 'resolved'] as const;

export type State = (typeof STATES)[number];

/** Outcomes, best first. */
export const OUTCOMES = ['respected', 'paid', 'compromise', 'ended', 'unchanged'] as const;

export type ViolationOutcome = (typeof OUTCOMES)[number];

export function isState(value: string | undefined): value is State {
  return (STATES as readonly (string | undefined)[]).includes(value);
}

export function isViolationOutcome(value: string | null | undefined): value is ViolationOutcome {
  return (OUTCOMES as readonly (string | null | undefined)[]).includes(value);
}

export function isViolationKind(value: string | undefined): value is ViolationKind {
  return (VIOLATION_KINDS as readonly (string | undefined)[]).includes(value);
}

export function isReaction(value: string | undefined): value is Reaction {
  return (REACTIONS as readonly (string | undefined)[]).includes(value);
}
