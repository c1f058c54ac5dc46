import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../database/client.ts';
import { timelessId } from '../../database/ids.ts';
import { enqueue } from '../../outbox/steps.ts';

/** What is done at Discord for cards and advice, as it is named in the outbox. */
export const CARD_STEPS = {
  post: 'card.post',
  edit: 'card.edit',
  advice: 'advice.post',
  remove: 'message.remove',
} as const;

/** @param again tells a later posting from an earlier one */
export const cardPostKey = (cardId: string, again = '') => ({
  kind: CARD_STEPS.post,
  key: `${CARD_STEPS.post}:${cardId}${again}`,
  subjectId: cardId,
});

export const editKey = (cardId: string, change: string) => ({
  kind: CARD_STEPS.edit,
  key: `${CARD_STEPS.edit}:${cardId}:${change}`,
  subjectId: cardId,
});

export const adviceKey = (adviceId: string, again = '') => ({
  kind: CARD_STEPS.advice,
  key: `${CARD_STEPS.advice}:${adviceId}${again}`,
  subjectId: adviceId,
});

/** Where a message of the bot's stands. */
export interface MessageAddress {
  readonly communityId: string;
  readonly channelId: string;
  readonly messageId: string;
}

/** Lets a message disappear at a moment. Nothing about whose it was is kept for it, so it outlives an erasure. */
export async function removeMessage(tx: Tx, address: MessageAddress, at: Temporal.Instant): Promise<void> {
  const id = timelessId();
  await tx.messageRemoval.create({ data: { id, ...address } });
  const { communityId } = address;
  await enqueue(tx, [
    { kind: CARD_STEPS.remove, key: `${CARD_STEPS.remove}:${id}`, subjectId: id, communityId, dueAt: at },
  ]);
}
