import type { Call } from '../../src/dialogue/call.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { escapeMarkdown, quote } from '../../src/messages/markdown.ts';
import { type Block, type Button, buttons, openForm, type Reply } from '../../src/messages/reply.ts';
import { follow, markOf } from '../../src/practice/paths.ts';
import { WAYS } from '../../src/practice/scene.ts';
import { type Judgement, judgeWords, type Sight } from '../../src/practice/words/judge.ts';
import { formatList } from '../../src/text/format.ts';
import { practiceControls } from './controls.ts';
import { type Conversation, carriedBy, differently, inQuotes, placeLine } from './here.ts';

/** Most characters of a reply: what is said at once. */
export const OWN_WORDS_LENGTH = 300;
/** Characters of a quotation in an observation. */
const QUOTE_LENGTH = 60;
/** Characters of all observations together: the first ones count most. */
const SIGHTS_LENGTH = 800;

/** The form for a reply in one's own words, below what it replies to: on a phone it covers the message. */
export function ownWordsForm({ t }: Call, conversation: Conversation, submits: Control): Reply {
  return openForm({
    title: t('practice:own.title'),
    intro: conversation.place.at.text,
    submits: submits.with(carriedBy(conversation, conversation.path)),
    fields: [
      {
        type: 'text',
        id: 'words',
        label: t('practice:own.label'),
        hint: t('practice:own.hint'),
        long: true,
        max: OWN_WORDS_LENGTH,
      },
    ],
  });
}

type Control = typeof practiceControls.ownSaid | typeof practiceControls.assistedSaid;

/** The conversation after own words that came across in some way; undefined where none can be said. */
export function afterOwnWords(
  { scene, play, path }: Conversation,
  way: NonNullable<Judgement['way']>,
): Conversation | undefined {
  const further = path + markOf(way);
  const place = follow(scene, further);
  return place && { scene, play, path: further, place };
}

/** How words are judged: in the language of the scene. */
export function judged({ scene }: Conversation, words: string): Judgement {
  return judgeWords(words, scene.locale);
}

/**
 * Own words, how they came across and what shows it, before the client answers: above the next turn it was out of view on a
 * phone. `reaction` is the client's first, by the assistant.
 */
export function presentJudgement(
  call: Call,
  next: Conversation,
  words: string,
  { way, seen }: Judgement,
  reaction?: string,
): (string | Block)[] {
  const { t } = call;
  return [
    placeLine(call, next),
    t('practice:you', { said: inQuotes(words, next.scene.locale) }),
    [...(way === undefined ? [] : [t(`practice:own.came.${way}`)]), ...observations(call, seen)].join('\n'),
    t('practice:own.honest'),
    ...(reaction === undefined ? [] : [`${quote(escapeMarkdown(reaction))}\n${t('practice:assisted.reaction')}`]),
    buttons(
      {
        label: t('practice:own.on'),
        style: 'primary',
        does: practiceControls.say.with(carriedBy(next, next.path)),
      },
      ...differently(call, next),
    ),
  ];
}

/** What the rules saw, with the words that show it: the first of them that have room together. */
export function observations({ t, person }: Call, seen: readonly Sight[]): string[] {
  const lines = seen.map(({ kind, quotes }): string => {
    const shown = quotes.map((text) => inQuotes(shorten(text.trim(), QUOTE_LENGTH), person.locale));
    return t(`practice:own.sights.${nameOf(kind, quotes)}`, { quotes: formatList(shown, person.locale) });
  });
  let room = SIGHTS_LENGTH;
  return lines.filter(({ length }) => {
    room -= length + 1;
    return room >= 0;
  });
}

function nameOf(kind: Sight['kind'], quotes: readonly string[]) {
  return kind === 'unclear' && quotes.length > 0 ? 'unsure' : kind;
}

/** Asks how words were meant of which the rules recognise nothing. */
export function askHowMeant({ t }: Call, conversation: Conversation, own: string): (string | Block)[] {
  const { path } = conversation;
  const choices = WAYS.map(
    (way): Button => ({
      label: shorten(t(`practice:own.meant.${way}`), LIMITS.readableLabel),
      does: practiceControls.say.with(carriedBy(conversation, path + markOf(way))),
    }),
  );
  return [
    t('practice:you', { said: inQuotes(own, conversation.scene.locale) }),
    t('practice:own.ask'),
    buttons(...choices),
    buttons({
      label: t('practice:own.differently'),
      does: practiceControls.say.with(carriedBy(conversation, path)),
    }),
  ];
}
