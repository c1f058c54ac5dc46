import type { Locale } from '../../i18n/locales.ts';
import type { MessageContent } from '../../messages/reply.ts';
import type { Advice } from './advice.ts';
import type { OpenCard } from './card.ts';

/** Makes the public messages of cards and advice. Each has its mark in the ids of its buttons. */
export interface CardComposer {
  card(card: OpenCard, locale: Locale): MessageContent;
  advice(advice: Advice, card: OpenCard, locale: Locale): MessageContent;
  /** Text that occurs only in the ids of that message's buttons. */
  mark(id: string): string;
}
