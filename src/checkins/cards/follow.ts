import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../database/client.ts';
import { type SqlPart, sqlPart } from '../../database/sql-part.ts';
import { asking } from '../../outbox/asking.ts';
import type { CardsContext, OpenCard } from './card.ts';
import { editKey } from './steps.ts';

/** Makes a card's message follow its stored state, at the given moment. */
export async function followChange(
  { clock }: Pick<CardsContext, 'clock'>,
  tx: Tx,
  { id, communityId }: Pick<OpenCard, 'id' | 'communityId'>,
  at: Temporal.Instant = clock.now(),
): Promise<void> {
  const changed = sqlPart`(SELECT ${id}::uuid AS id, ${communityId}::text AS "communityId")`;
  await tx.$executeRaw`${asking({ ...editKey(id), dueAt: at, changed })}`;
}

/**
 * The part of a statement that does the same for a card that it changes itself, if its part `changed` has the card's row: `id` and
 * `communityId`.
 */
export function following(cardId: string, at: Temporal.Instant): SqlPart {
  return sqlPart`asked AS (${asking({ ...editKey(cardId), dueAt: at, changed: sqlPart`changed` })})`;
}
