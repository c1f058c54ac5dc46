import { defineButton, defineForm } from '../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../src/dialogue/call.ts';
import { giveBack, mayNotPost } from '../../src/dialogue/failures.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import { type Asker, findOwnGap, recordGap, tellModeratorsOfGap } from '../../src/guide/gaps/gaps.ts';
import type { FormValues } from '../../src/messages/form.ts';
import { escapeMarkdown, quote } from '../../src/messages/markdown.ts';
import { textParam } from '../../src/messages/params.ts';
import { type Block, buttons, openForm, type Reply, toMe } from '../../src/messages/reply.ts';
import { fold } from '../../src/text/words.ts';
import { shareHere } from '../shares/post.ts';
import { guideControls } from './controls.ts';

/** Maximum encoded characters of a text that always fit a custom id. */
const ROOM = 70;
const QUESTION_LENGTH = 300;

/** Records whether a result helped: a “no” tells the moderators of a gap in the guide. */
const rateFound = defineButton({
  ...guideControls.helped,
  access: 'everyone',
  contexts: 'guild',
  async run(call, { answer, query }) {
    const { t, services, person } = call;
    if (answer === 'yes') return toMe(t('guide:ways.thanksYes'));
    const id = await recordGap(services, askerOf(call), { query, locale: person.locale, reason: 'unhelpful' });
    return toMe(t('guide:ways.thanksNo'), ...(id === undefined ? [] : [buttons(...waysOf(call, id))]));
  },
});

/** Shows the question to the moderators, without its author's name. */
const tell = defineButton({
  ...guideControls.tell,
  access: 'everyone',
  contexts: 'guild',
  async run(call, { gap }) {
    const told = await tellModeratorsOfGap(call.services, askerOf(call), gap);
    return toMe(call.t(told ? 'guide:ways.told' : 'guide:ways.gone'));
  },
});

/** Opens the form for asking the question in public; nothing is shown before it is submitted. */
const askCommunity = defineButton({
  ...guideControls.ask,
  access: 'everyone',
  contexts: 'guild',
  async run(call, { gap }) {
    const { t, services, mayPost } = call;
    // Checked before anything is typed.
    if (!mayPost) return toMe(mayNotPost(call));
    const asked = await findOwnGap(services, askerOf(call), gap);
    if (asked === undefined) return toMe(t('guide:ways.gone'));
    return openForm({
      title: t('guide:ways.formTitle'),
      submits: guideControls.askFound.with({ gap }),
      fields: [
        {
          type: 'text',
          id: 'question',
          label: t('guide:ways.formLabel'),
          hint: t('guide:ways.formHint'),
          long: true,
          max: QUESTION_LENGTH,
          value: asked.query,
        },
      ],
    });
  },
});

/** Asks in public what was searched for. That the guide has no answer is only said of the very words that were looked up. */
const askFound = defineForm({
  ...guideControls.askFound,
  access: 'everyone',
  contexts: 'guild',
  async run(call, { gap }, { values }) {
    const asked = await findOwnGap(call.services, askerOf(call), gap);
    return ask(call, values, asked?.reason === 'nothing' ? asked.query : undefined);
  },
});

const askNow = defineForm({
  ...guideControls.askNow,
  access: 'everyone',
  contexts: 'guild',
  run: (call, _params, { values }) => ask(call, values),
});

/** @param unanswered what the guide was asked in vain */
function ask(call: Call, values: FormValues, unanswered?: string): Reply {
  const { t, publicT, person, command } = call;
  const question = values.text('question');
  if (question === '') return giveBack(t, t('guide:ways.empty'), values.typed);
  const inVain = unanswered !== undefined && fold(question.trim()) === fold(unanswered);
  return shareHere(call, 'question', [
    publicT('guide:ways.asks', { person: `<@${person.id}>` }),
    quote(escapeMarkdown(question)),
    `-# ${inVain ? publicT('guide:ways.notFound', { search: command('guide.search') }) : publicT('guide:ways.whoKnows')}`,
  ]);
}

/** Opens the form for a question in one's own words: what was searched for is another person's message. */
const putInOwnWords = defineButton({
  ...guideControls.ownWords,
  access: 'everyone',
  contexts: 'guild',
  run(call, { for: whom }) {
    const { t, mayPost } = call;
    if (whom === 'community' && !mayPost) return toMe(mayNotPost(call));
    const [submits, title, hint] =
      whom === 'community'
        ? [guideControls.askNow.with({}), t('guide:ways.formTitle'), t('guide:ways.formHint')]
        : [guideControls.tellNow.with({}), t('guide:ways.tell'), t('guide:ways.tellHint')];
    const label = t('guide:ways.formLabel');
    return openForm({
      title,
      submits,
      fields: [{ type: 'text', id: 'question', label, hint, long: true, max: QUESTION_LENGTH }],
    });
  },
});

/** Shows a question in one's own words to the moderators, without its author's name. */
const tellNow = defineForm({
  ...guideControls.tellNow,
  access: 'everyone',
  contexts: 'guild',
  async run(call, _params, { values }) {
    const { t, services, person } = call;
    const query = values.text('question');
    if (query === '') return giveBack(t, t('guide:ways.empty'), values.typed);
    const id = await recordGap(services, askerOf(call), { query, locale: person.locale, reason: 'nothing' });
    const told = id !== undefined && (await tellModeratorsOfGap(services, askerOf(call), id));
    return toMe(t(told ? 'guide:ways.told' : 'guide:ways.gone'));
  },
});

export const wayActions = [rateFound, tell, askCommunity, askFound, askNow, putInOwnWords, tellNow];

/** Below results: did it help? Omitted outside a community, where there are no moderators to tell. */
export function presentRating({ t, community }: Call, query: string): Block[] {
  const asked = fitting(query);
  if (!community || asked === '') return [];
  return [
    { type: 'text', text: `-# ${t('guide:ways.question')}` },
    buttons(
      { label: t('guide:rate.yes'), emoji: '👍', does: guideControls.helped.with({ answer: 'yes', query: asked }) },
      { label: t('guide:rate.no'), emoji: '👎', does: guideControls.helped.with({ answer: 'no', query: asked }) },
    ),
  ];
}

/** If nothing was found: browse everything, ask the others, or tell the moderators. Stores the question for that. */
export async function presentWays(call: Call, query: string): Promise<Block[]> {
  const { t, services, person, community } = call;
  const id =
    community &&
    (await ifReachable(call, () =>
      recordGap(services, askerOf(call), { query, locale: person.locale, reason: 'nothing' }),
    ));
  return [buttons(browseButton(t), ...(id === undefined ? [] : waysOf(call, id)))];
}

/** The same for another person's message, of which nothing is stored: what one asks is put in one's own words. */
export function presentOwnWays({ t, community, mayPost }: Call): Block[] {
  const own = (whom: 'community' | 'moderators', label: string, emoji: string) => ({
    label,
    emoji,
    does: guideControls.ownWords.with({ for: whom }),
  });
  return [
    buttons(
      browseButton(t),
      ...(community && mayPost ? [own('community', t('guide:ways.ask'), '💬')] : []),
      ...(community ? [own('moderators', t('guide:ways.tell'), '📮')] : []),
    ),
  ];
}

function browseButton(t: Call['t']) {
  return {
    label: t('guide:ways.browse'),
    emoji: '📚',
    does: guideControls.contents.with({ part: undefined, page: 0 }),
  };
}

function waysOf({ t, mayPost }: Call, gap: string) {
  return [
    ...(mayPost ? [{ label: t('guide:ways.ask'), emoji: '💬', does: guideControls.ask.with({ gap }) }] : []),
    { label: t('guide:ways.tell'), emoji: '📮', does: guideControls.tell.with({ gap }) },
  ];
}

function askerOf(call: Call): Asker {
  return { communityId: communityOf(call).id, personId: call.person.id };
}

/** As many of the text's words as fit a custom id. */
export function fitting(text: string): string {
  const words = text.trim().split(/\s+/u);
  for (let count = words.length; count > 0; count -= 1) {
    const start = words.slice(0, count).join(' ');
    if (start.isWellFormed() && textParam.encode(start).length <= ROOM) return start;
  }
  return '';
}
