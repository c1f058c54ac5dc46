import { listQueue } from '../../../src/checkins/cards/moderation.ts';
import { countQueue } from '../../../src/checkins/cards/queue-alert.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { type Block, panel, toMe } from '../../../src/messages/reply.ts';
import { defineDecisions } from './decide.ts';
import { presentItem } from './present.ts';

/** How many matters a message shows, and how long they may be together: with what is said first, they fit. */
const [SHOWN, LENGTH] = [4, 3200];

const controls = defineDecisions(showQueue);

export const adminModerateQueue = defineCommand({
  key: 'admin.moderate.queue',
  access: 'moderator',
  contexts: 'guild',
  actions: Object.values(controls),
  run: async (call) => toMe(...(await showQueue(call))),
});

async function showQueue(call: Call, said?: string): Promise<(string | Block)[]> {
  const { t, services } = call;
  const { id: communityId } = communityOf(call);
  const first = said === undefined ? [] : [panel(undefined, said)];
  const items = await listQueue(services, communityId, SHOWN);
  if (items.length === 0) return [...first, t('cards:queue.empty')];
  const count = await countQueue(services.db, communityId);
  const shown: Block[][] = [];
  for (const item of items) {
    const { type, id } = item;
    const presented = presentItem(call, item, {
      keep: controls.keepIt.with({ type, id }),
      remove: controls.askReason.with({ type, id }),
      read: controls.readAll.with({ type, id }),
    });
    if (shown.length > 0 && lengthOf([...shown.flat(), ...presented]) > LENGTH) break;
    shown.push(presented);
  }
  return [
    ...first,
    `## ${t('cards:queue.title', { count })}`,
    ...shown.flat(),
    ...(count > shown.length ? [`-# ${t('cards:queue.more')}`] : []),
  ];
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => {
    if (block.type === 'panel') return sum + lengthOf(block.blocks);
    return block.type === 'text' ? sum + block.text.length : sum;
  }, 0);
}
