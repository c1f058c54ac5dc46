/** The catalogue by topic, in the order in which people read it. A test holds it against the files. */
export const TOPICS = {
  refusing: ['polite-refusal', 'refusal-with-recommendation', 'decline-social-connection'],
  beginning: ['expectations-letter', 'questions-before-signing', 'ask-for-their-terms', 'contract-clauses'],
  contact: ['working-hours-reminder', 'move-to-agreed-channel', 'auto-reply', 'voicemail-greeting'],
  money: ['extra-fee', 'extra-work-call', 'late-payment-reminder'],
  changing: ['new-agreement-proposal', 'end-cooperation'],
} as const satisfies Record<string, readonly string[]>;

export type Topic = keyof typeof TOPICS;

export const TOPIC_NAMES = Object.keys(TOPICS) as readonly Topic[];
