import type { Advice } from '../../../src/checkins/cards/advice.ts';
import type { CardView, OpenCard } from '../../../src/checkins/cards/card.ts';
import type { CardComposer } from '../../../src/checkins/cards/composer.ts';
import type { Services } from '../../../src/dialogue/services.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import type { Translate, Translator } from '../../../src/i18n/translator.ts';
import { whatHelps } from '../../../src/kinds/what-helps.ts';
import { LIMITS, shorten } from '../../../src/messages/limits.ts';
import { escapeMarkdown, quote } from '../../../src/messages/markdown.ts';
import { type Block, type Button, buttons, type MessageContent, panel } from '../../../src/messages/reply.ts';
import { openLink } from '../../guide/controls.ts';
import { messageLink } from '../../message-link.ts';
import { templateControls } from '../../template/controls.ts';
import { cardControls, cardMark } from './controls.ts';

export interface PublicWords {
  /** Translations in the community's language. */
  readonly t: Translate;
  readonly locale: Locale;
  readonly services: Pick<Services, 'guides' | 'templates'>;
}

/** The text of a card, without anything that identifies an anonymous author. */
export function cardText({ t }: Pick<PublicWords, 't'>, card: CardView): Block {
  const kind = t(`violations:kinds.${card.kind}`);
  const title =
    card.pseudonym === undefined
      ? t('cards:card.named', { author: `<@${card.author}>`, kind })
      : t('cards:card.anonymous', { pseudonym: escapeMarkdown(card.pseudonym), kind });
  return panel(
    undefined,
    [
      title,
      quote(escapeMarkdown(card.story)),
      t('cards:card.reaction', { reaction: t(`violations:reactions.${card.reaction}`) }),
      ...(card.learned ? [t('cards:card.learned', { learned: escapeMarkdown(card.learned) })] : []),
    ].join('\n'),
  );
}

/** The card in the discussion. The ids of its buttons contain its id, so that a lost message can be found. */
export function cardMessage(words: PublicWords, card: CardView): MessageContent {
  const { t } = words;
  const id = card.id;
  return {
    blocks: [
      cardText(words, card),
      buttons(
        {
          label: card.meToo > 0 ? t('cards:card.meTooCount', { count: card.meToo }) : t('cards:card.meToo'),
          does: cardControls.meToo.with({ card: id }),
        },
        { label: t('cards:card.advise'), does: cardControls.advise.with({ card: id }) },
        { label: t('cards:card.report'), does: cardControls.report.with({ card: id }) },
        { label: t('shares:takeBack'), emoji: '↩️', does: cardControls.own.with({ card: id }) },
      ),
      buttons(...helpButtons(words, card)),
    ],
  };
}

/** Help with such a violation, offered once, by the card itself, and shown privately to the reader who presses. */
function helpButtons({ t, locale, services }: PublicWords, { kind, reaction }: CardView): Button[] {
  const { section: ref, template: id } = whatHelps(kind, { reaction });
  const [slug = '', sectionId] = ref.split('#');
  const article = services.guides[locale].articles.get(slug);
  const template = services.templates[locale].find(id);
  const title = article?.sections.find((section) => section.id === sectionId)?.heading ?? article?.title;
  return [
    ...(title ? [{ label: label(t('cards:card.section', { title })), does: openLink(slug, sectionId) }] : []),
    ...(template
      ? [
          {
            label: label(t('cards:card.template', { title: template.title })),
            does: templateControls.open.with({ id }),
          },
        ]
      : []),
  ];
}

const label = (text: string) => shorten(text, LIMITS.buttonLabel);

/** Advice in the discussion, under its author's name. */
export function adviceMessage({ t }: PublicWords, advice: Advice, card: OpenCard): MessageContent {
  const { pseudonym, communityId, channelId, messageId } = card;
  // Advice stays when a card is withdrawn, so it must not name the card's author.
  const link = messageId ? messageLink(communityId, channelId, messageId) : '–';
  const to = pseudonym === undefined ? link : escapeMarkdown(pseudonym);
  return {
    blocks: [
      panel(
        undefined,
        [t('cards:advice.message', { author: `<@${advice.authorId}>`, to }), quote(escapeMarkdown(advice.text))].join(
          '\n',
        ),
      ),
      buttons(
        { label: t('cards:advice.helped'), does: cardControls.rate.with({ advice: advice.id }) },
        { label: t('cards:card.report'), does: cardControls.reportAdvice.with({ advice: advice.id }) },
        { label: t('shares:takeBack'), emoji: '↩️', does: cardControls.ownAdvice.with({ advice: advice.id }) },
      ),
    ],
  };
}

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
