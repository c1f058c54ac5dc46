import { defineButton, defineSelect } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand, type Suggestion } from '../../src/dialogue/command.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, type Reply, toMe, update } from '../../src/messages/reply.ts';
import { matchScenes, sceneNamed } from '../../src/practice/suggest.ts';
import { practiceControls } from './controls.ts';
import { beginning, type Carried, resume, sceneCalled, scenesFor } from './here.ts';
import { nameInLists, presentList } from './list.ts';
import { present, presentOutdated } from './point.ts';
import { ownWordsActions } from './say-own.ts';

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

export const practice = defineCommand({
  key: 'practice',
  access: 'everyone',
  contexts: 'everywhere',
  options: { scene: { type: 'text', maxLength: 100, suggest: suggestScenes } },
  actions: [openScene, beginScene, pickScene, listScenes, saySomething, ...ownWordsActions],
  run: practise,
});

async function practise(call: Call, { scene: typed }: { readonly scene: string | undefined }): Promise<Reply> {
  if (typed === undefined) return toMe(...(await presentList(call)));
  const scenes = await scenesFor(call);
  const scene = sceneNamed(scenes, typed) ?? only(matchScenes(scenes, typed));
  if (scene) return toMe(...(await present(call, beginning(call, scene))));
  return toMe(
    call.t('practice:unknown', { typed: escapeMarkdown(typed.trim()) }),
    ...asBlocks(await presentList(call)),
  );
}

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);
const asBlocks = (parts: readonly (string | Block)[]): (string | Block)[] => parts.slice(1);

/** Scenes by title and summary: a title such as “We have four and a half” says little by itself. */
async function suggestScenes(call: Call, typed: string): Promise<Suggestion[]> {
  return matchScenes(await scenesFor(call), typed)
    .slice(0, LIMITS.options)
    .map((scene) => ({
      name: shorten(`${nameInLists(call, scene)}: ${scene.summary}`, LIMITS.suggestion),
      value: scene.slug,
    }));
}

async function begin(call: Call, slug: string): Promise<(string | Block)[]> {
  const scene = await sceneCalled(call, slug);
  if (!scene) return [call.t('practice:gone'), ...(await presentList(call))];
  return present(call, beginning(call, scene));
}

async function goOn(call: Call, carried: Carried): Promise<(string | Block)[]> {
  const conversation = await resume(call, carried);
  return conversation ? present(call, conversation) : presentOutdated(call, carried.scene);
}
