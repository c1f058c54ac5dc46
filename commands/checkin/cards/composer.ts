import type { CardComposer } from '../../../src/checkins/cards/composer.ts';
import type { Services } from '../../../src/dialogue/services.ts';
import type { Translator } from '../../../src/i18n/translator.ts';
import { cardMark } from './controls.ts';
import { adviceMessage, cardMessage } from './present.ts';

/** Makes the public messages of cards and advice, in the community's language. */
export function createCardComposer(
  translator: Translator,
  services: Pick<Services, 'guides' | 'templates'>,
): CardComposer {
  return {
    card: (card, locale) => cardMessage({ t: translator(locale), locale, services }, card),
    advice: (advice, card, locale) => adviceMessage({ t: translator(locale), locale, services }, advice, card),
    mark: cardMark,
  };
}
