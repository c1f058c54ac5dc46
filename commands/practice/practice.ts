import { defineButton, defineForm, defineSelect } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand, type Suggestion } from '../../src/dialogue/command.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, buttons, type Reply, toMe, update } from '../../src/messages/reply.ts';
import { matchScenes, sceneNamed } from '../../src/practice/suggest.ts';
import { practiceControls } from './controls.ts';
import { presentEnd } from './end.ts';
import { beginning, type Carried, type Conversation, resume, scenesFor } from './here.ts';
import { presentList } from './list.ts';
import { afterOwnWords, askHowMeant, judged, ownWordsForm, presentJudgement } from './own-words.ts';
import { presentTurn } from './turn.ts';

/** Begins a scene from another message, which stays as it is. */
export const openScene = defineButton({
  ...practiceControls.open,
  access: 'everyone',
  run: async (call, { scene }) => toMe(...(await begin(call, scene))),
});

export const beginScene = defineButton({
  ...practiceControls.begin,
  reads: true,
  access: 'everyone',
  run: async (call, { scene }) => update(...(await begin(call, scene))),
});

export const pickScene = defineSelect({
  ...practiceControls.pick,
  reads: true,
  access: 'everyone',
  run: async (call, _params, { values: [scene = ''] }) => update(...(await begin(call, scene))),
});

export const listScenes = defineButton({
  ...practiceControls.list,
  reads: true,
  access: 'everyone',
  run: async (call) => update(...(await presentList(call))),
});

export const saySomething = defineButton({
  ...practiceControls.say,
  reads: true,
  access: 'everyone',
  run: async (call, carried) => update(...(await goOn(call, carried))),
});

export const askForOwnWords = defineButton({
  ...practiceControls.own,
  access: 'everyone',
  async run(call, carried) {
    const conversation = resume(call, carried);
    if (conversation) return ownWordsForm(call, conversation, practiceControls.ownSaid);
    return update(...(await presentOutdated(call, carried.scene)));
  },
});

export const readOwnWords = defineForm({
  ...practiceControls.ownSaid,
  access: 'everyone',
  async run(call, carried, { values, message }) {
    // Without a message, as in a forged submission, there is nothing to replace.
    const answer = message ? update : toMe;
    const conversation = resume(call, carried);
    const { at } = conversation?.place ?? {};
    if (!conversation || at?.type !== 'turn' || !at.own) return answer(...(await presentOutdated(call, carried.scene)));
    const words = values.text('words');
    const judgement = judged(conversation, words);
    const next = judgement.way && afterOwnWords(conversation, judgement.way, words);
    if (!next) return answer(...askHowMeant(call, conversation, words));
    return answer(...presentJudgement(call, judgement), ...(await present(call, next)));
  },
});

export const practice = defineCommand({
  key: 'practice',
  access: 'everyone',
  contexts: 'everywhere',
  options: { scene: { type: 'text', maxLength: 100, suggest: suggestScenes } },
  actions: [openScene, beginScene, pickScene, listScenes, saySomething, askForOwnWords, readOwnWords],
  run: practise,
});

async function practise(call: Call, { scene: typed }: { readonly scene: string | undefined }): Promise<Reply> {
  if (typed === undefined) return toMe(...(await presentList(call)));
  const scenes = scenesFor(call);
  const scene = sceneNamed(scenes, typed) ?? only(matchScenes(scenes, typed));
  if (scene) return toMe(...(await present(call, beginning(call, scene))));
  return toMe(
    call.t('practice:unknown', { typed: escapeMarkdown(typed.trim()) }),
    ...asBlocks(await presentList(call)),
  );
}

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);
const asBlocks = (parts: readonly (string | Block)[]): (string | Block)[] => parts.slice(1);

function suggestScenes(call: Call, typed: string): Suggestion[] {
  return matchScenes(scenesFor(call), typed)
    .slice(0, LIMITS.options)
    .map(({ slug, title }) => ({ name: shorten(title, LIMITS.suggestion), value: slug }));
}

async function begin(call: Call, slug: string): Promise<(string | Block)[]> {
  const scene = scenesFor(call).find((one) => one.slug === slug);
  if (!scene) return [call.t('practice:gone'), ...(await presentList(call))];
  return present(call, beginning(call, scene));
}

async function goOn(call: Call, carried: Carried): Promise<(string | Block)[]> {
  const conversation = resume(call, carried);
  return conversation ? present(call, conversation) : presentOutdated(call, carried.scene);
}

/** A point of a conversation: what can be said there, or how it ended. */
export async function present(call: Call, conversation: Conversation): Promise<(string | Block)[]> {
  const { at } = conversation.place;
  return at.type === 'end' ? presentEnd(call, conversation, at) : presentTurn(call, conversation, at);
}

/** The answer of a control whose conversation cannot go on: it begins again, if the scene is still there. */
async function presentOutdated(call: Call, slug: string): Promise<(string | Block)[]> {
  const { t } = call;
  const scene = scenesFor(call).find((one) => one.slug === slug);
  if (!scene) return [t('practice:gone'), ...(await presentList(call))];
  return [
    t('practice:outdated'),
    buttons(
      { label: t('practice:restart'), style: 'primary', does: practiceControls.begin.with({ scene: slug }) },
      { label: t('practice:another'), does: practiceControls.list.with({}) },
    ),
  ];
}
