import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../database/client.ts';
import { newId } from '../../database/ids.ts';
import { type SqlPart, sqlPart } from '../../database/sql-part.ts';
import { rowOf } from '../../outbox/steps.ts';
import { dateAt } from '../../time/calendar.ts';
import type { CardsContext, OpenCard } from './card.ts';
import { CARD_STEPS, editKey } from './steps.ts';

/**
 * Makes a card's message follow its stored state. Many changes at once become one edit, at the last of their moments. The
 * waiting step is locked: either it was claimed before, and another one is needed, or it is claimed after this change and reads
 * it.
 */
export async function followChange(
  { clock }: Pick<CardsContext, 'clock'>,
  tx: Tx,
  { id, communityId }: Pick<OpenCard, 'id' | 'communityId'>,
  at: Temporal.Instant = clock.now(),
): Promise<void> {
  await tx.$executeRaw`
    WITH changed AS (SELECT ${id}::uuid AS id, ${communityId}::text AS "communityId"), ${following(id, at)}
    SELECT`;
}

/**
 * The parts of a statement that do the same for a card that it changes itself, if its part `changed` has the card's row: `id` and
 * `communityId`.
 */
export function following(cardId: string, at: Temporal.Instant): SqlPart {
  const { id, kind, key, nonce } = rowOf({ ...editKey(cardId, newId(at.epochMilliseconds)), dueAt: at });
  const moment = sqlPart`${dateAt(at)}::timestamptz`;
  return sqlPart`
    waiting AS (
      SELECT s.id FROM "OutboxStep" s JOIN changed ON s."subjectId" = changed.id
      WHERE s.kind = ${CARD_STEPS.edit} AND s.state = 'pending' LIMIT 1 FOR UPDATE OF s
    ),
    moved AS (
      UPDATE "OutboxStep" s SET "nextAt" = ${moment} FROM waiting
      WHERE s.id = waiting.id AND s.state = 'pending' AND s."nextAt" < ${moment}
    ),
    queued AS (
      INSERT INTO "OutboxStep" (id, kind, key, "communityId", "subjectId", nonce, "dueAt", "nextAt")
      SELECT ${id}::uuid, ${kind}, ${key}, changed."communityId", changed.id, ${nonce}, ${moment}, ${moment}
      FROM changed WHERE NOT EXISTS (SELECT FROM waiting)
      ON CONFLICT DO NOTHING
    )`;
}
