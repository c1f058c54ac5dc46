import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../database/client.ts';
import { timelessId } from '../../database/ids.ts';
import { enqueue } from '../../outbox/steps.ts';

/** Kinds of outbox steps for cards and advice. */
export const CARD_STEPS = {
  post: 'card.post',
  edit: 'card.edit',
  advice: 'advice.post',
  remove: 'message.remove',
} as const;

/** @param again distinguishes a later posting from an earlier one */
export const cardPostKey = (cardId: string, again = '') => ({
  kind: CARD_STEPS.post,
  key: `${CARD_STEPS.post}:${cardId}${again}`,
  subjectId: cardId,
});

export const editKey = (cardId: string) => ({ kind: CARD_STEPS.edit, key: `${CARD_STEPS.edit}:${cardId}` });

export const adviceKey = (adviceId: string, again = '') => ({
  kind: CARD_STEPS.advice,
  key: `${CARD_STEPS.advice}:${adviceId}${again}`,
  subjectId: adviceId,
});

/** Key of the step that carries out a removal. */
export const removalKey = (removalId: string): string => `${CARD_STEPS.remove}:${removalId}`;

/** Address of one of the bot's messages. */
export interface MessageAddress {
  readonly communityId: string;
  readonly channelId: string;
  readonly messageId: string;
}

/** Removes a message at the given moment. Nothing about its author is stored for it, so it outlives an erasure. */
export async function removeMessage(tx: Tx, address: MessageAddress, at: Temporal.Instant): Promise<void> {
  const id = timelessId();
  await tx.messageRemoval.create({ data: { id, ...address } });
  const { communityId } = address;
  await enqueue(tx, [{ kind: CARD_STEPS.remove, key: removalKey(id), subjectId: id, communityId, dueAt: at }]);
}
