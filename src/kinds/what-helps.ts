import type { ViolationKind } from './violations.ts';

/** Immediate help after a violation: a section of the guide (`slug` or `slug#section`) and a template. */
export interface WhatHelps {
  readonly section: string;
  readonly template: string;
}

/**
 * The closed loop from a logged violation to what helps. Chosen by hand rather than searched for: it is the first thing people
 * see after writing about something unpleasant, so it must fit.
 */
export const ADVICE: Readonly<Record<ViolationKind, WhatHelps>> = {
  'after-hours': { section: 'step-address-violations-now#after-hours-calls', template: 'working-hours-reminder' },
  'weekend-holiday': { section: 'step-set-expectations#keep-to-hours', template: 'working-hours-reminder' },
  'scope-creep': { section: 'tip-expect-to-be-tested', template: 'extra-fee' },
  'late-payment': { section: 'step-address-violations-now#late-payment', template: 'late-payment-reminder' },
  'unagreed-channel': { section: 'tip-official-channels', template: 'move-to-agreed-channel' },
  'unrealistic-deadline': { section: 'step-set-expectations', template: 'polite-refusal' },
  'call-overrun': { section: 'step-set-expectations', template: 'expectations-letter' },
  disrespect: { section: 'tip-be-ready-to-walk-away', template: 'end-cooperation' },
  'social-media': { section: 'tip-social-media#how-to-decide', template: 'decline-social-connection' },
  'unpaid-extra-work': { section: 'step-address-violations-now#extra-work', template: 'extra-fee' },
  other: { section: 'step-address-violations-now', template: 'expectations-letter' },
};
