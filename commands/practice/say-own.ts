import { defineButton, defineForm } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import type { FormValues } from '../../src/messages/form.ts';
import { type MessageReply, toMe, update } from '../../src/messages/reply.ts';
import type { Turn } from '../../src/practice/scene.ts';
import { explainAssisted, presentAssisted } from './assisted.ts';
import { practiceControls } from './controls.ts';
import { type Carried, type Conversation, resume } from './here.ts';
import { afterOwnWords, askHowMeant, judged, ownWordsForm, presentJudgement } from './own-words.ts';
import { presentOutdated } from './point.ts';

/** The conversation of a control, and the turn at which it takes own words; undefined where it cannot go on. */
async function atOwnWords(
  call: Call,
  carried: Carried,
): Promise<{ conversation: Conversation; turn: Turn } | undefined> {
  const conversation = await resume(call, carried);
  const { at } = conversation?.place ?? {};
  return conversation && at?.type === 'turn' && at.own ? { conversation, turn: at } : undefined;
}

const askForOwnWords = defineButton({
  ...practiceControls.own,
  access: 'everyone',
  async run(call, carried) {
    const here = await atOwnWords(call, carried);
    if (here) return ownWordsForm(call, here.conversation, practiceControls.ownSaid);
    return update(...(await presentOutdated(call, carried.scene)));
  },
});

const readOwnWords = defineForm({
  ...practiceControls.ownSaid,
  access: 'everyone',
  async run(call, carried, { values, message }) {
    // Without a message, as in a forged submission, there is nothing to replace.
    const answer = message ? update : toMe;
    const here = await atOwnWords(call, carried);
    if (!here) return lostConversation(call, carried.scene, values.typed);
    const { conversation } = here;
    const words = values.text('words');
    const judgement = judged(conversation, words);
    const next = judgement.way && afterOwnWords(conversation, judgement.way);
    if (!next) return answer(...askHowMeant(call, conversation, words));
    return answer(...presentJudgement(call, next, words, judgement));
  },
});

const explainAssistant = defineButton({
  ...practiceControls.assisted,
  access: 'everyone',
  contexts: 'guild',
  async run(call, carried) {
    const here = await atOwnWords(call, carried);
    return update(...(await (here ? explainAssisted(call, here.conversation) : presentOutdated(call, carried.scene))));
  },
});

const askForAssisted = defineButton({
  ...practiceControls.assistedForm,
  access: 'everyone',
  contexts: 'guild',
  async run(call, carried) {
    const here = await atOwnWords(call, carried);
    if (here) return ownWordsForm(call, here.conversation, practiceControls.assistedSaid);
    return update(...(await presentOutdated(call, carried.scene)));
  },
});

/** For a conversation that cannot go on: the words that were typed for it, and what can be done now. */
async function lostConversation(call: Call, scene: string, typed: FormValues['typed']): Promise<MessageReply> {
  const [why = '', ...ways] = await presentOutdated(call, scene);
  const words = giveBack(call.t, typeof why === 'string' ? why : '', typed);
  return { ...words, blocks: [...words.blocks, ...toMe(...ways).blocks] };
}

/** The assistant takes its time, so the answer is a message of its own. */
const readAssisted = defineForm({
  ...practiceControls.assistedSaid,
  access: 'everyone',
  contexts: 'guild',
  progress: ({ t }) => t('practice:assisted.progress'),
  async run(call, carried, { values }) {
    const here = await atOwnWords(call, carried);
    if (!here) return lostConversation(call, carried.scene, values.typed);
    return toMe(...(await presentAssisted(call, here.conversation, here.turn, values.text('words'))));
  },
});

/** Everything about replies in one's own words. */
export const ownWordsActions = [askForOwnWords, readOwnWords, explainAssistant, askForAssisted, readAssisted];
