import type { Locale } from '../../i18n/locales.ts';
import type { Advice } from './advice.ts';
import type { OpenCard } from './card.ts';

/** Makes the public messages of cards and advice. Each has its mark in the ids of its buttons. */
export interface CardComposer<C> {
  card(card: OpenCard, locale: Locale): C;
  advice(advice: Advice, card: OpenCard, locale: Locale): C;
  /** Text that occurs only in the ids of that message's buttons. */
  mark(id: string): string;
}
