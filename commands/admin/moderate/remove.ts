import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { type Reply, toMe } from '../../../src/messages/reply.ts';
import { decideHere, sayDecided } from './decide.ts';
import { tellBy } from './removed.ts';

/** Removes a card or advice by a link to its message, for items in the discussion that nobody has reported. */
export const adminModerateRemove = defineCommand({
  key: 'admin.moderate.remove',
  access: 'moderator',
  contexts: 'guild',
  actions: [tellBy],
  options: {
    message: { type: 'text', required: true, maxLength: 200 },
    reason: { type: 'text', maxLength: 300 },
  },
  run: remove,
});

async function remove(
  call: Call,
  { message, reason }: { readonly message: string; readonly reason: string | undefined },
): Promise<Reply> {
  const { t, services } = call;
  const { db } = services;
  const { id: communityId } = communityOf(call);
  // A link ends with the message's id; the id alone is accepted too.
  const messageId = /(\d{15,20})\/?$/.exec(message.trim())?.[1] ?? '';
  const card = await db.card.findFirst({ where: { communityId, messageId }, select: { id: true } });
  const advice = card
    ? null
    : await db.cardAdvice.findFirst({ where: { communityId, messageId }, select: { id: true } });
  const found = card ? { type: 'card' as const, ...card } : advice && { type: 'advice' as const, ...advice };
  if (!found) return toMe(t('cards:queue.noMessage'));
  return toMe(sayDecided(call, await decideHere(call, { ...found, wants: 'remove', unasked: true }, reason)));
}
