import type { Call } from '../../src/dialogue/call.ts';
import { type Block, buttons } from '../../src/messages/reply.ts';
import { practiceControls } from './controls.ts';
import { presentEnd } from './end.ts';
import { type Conversation, sceneCalled } from './here.ts';
import { presentList } from './list.ts';
import { elsewhere, presentTurn } from './turn.ts';

/** A point of a conversation: what can be said there, or how it ended. */
export async function present(call: Call, conversation: Conversation): Promise<(string | Block)[]> {
  const { at } = conversation.place;
  return at.type === 'end' ? presentEnd(call, conversation, at) : presentTurn(call, conversation, at);
}

/** The answer of a control whose conversation cannot go on: it begins again, if the scene is still there. */
export async function presentOutdated(call: Call, slug: string): Promise<(string | Block)[]> {
  const { t } = call;
  const scene = await sceneCalled(call, slug);
  if (!scene) return [t('practice:gone'), ...(await presentList(call))];
  return [
    t('practice:outdated'),
    buttons(
      { label: t('practice:restart'), style: 'primary', does: practiceControls.begin.with({ scene: slug }) },
      elsewhere(call, scene),
    ),
  ];
}
