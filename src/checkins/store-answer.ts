import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import { newId } from '../database/ids.ts';
import type { Sealer } from '../database/sealing.ts';
import { dateAt } from '../time/calendar.ts';
import { LATE_HOURS } from './stage.ts';

export type AnswerOutcome = 'calm' | 'violation';

export const isAnswerOutcome = (stored: unknown): stored is AnswerOutcome =>
  stored === 'calm' || stored === 'violation';

/** The member and the check-in that they answer; a check-in of another community is not found. */
export interface AnswerKey {
  readonly checkinId: string;
  readonly communityId: string;
  readonly personId: string;
}

interface AnswerStore {
  readonly db: Tx;
  readonly sealer: Sealer;
}

/** An answer as it is stored. */
export interface StoredAnswer {
  readonly id: string;
  readonly outcome: string | null;
  readonly boundary: string | null;
  readonly late: boolean;
}

/** The parts of an answer that are given; the others stay. */
export interface AnswerChange {
  readonly outcome?: AnswerOutcome;
  readonly boundary?: string;
}

/**
 * Stores an answer in one statement, in which the check-in itself decides whether it takes one: a thousand members may answer a
 * fresh one within a minute. Only a boundary needs a look at what is there, since it is sealed for its row.
 *
 * @returns undefined if the check-in takes no answers; `first`: whether this is the member's first one to it
 */
export async function storeAnswer(
  store: AnswerStore,
  key: AnswerKey,
  change: AnswerChange,
  now: Temporal.Instant,
): Promise<(StoredAnswer & { readonly first: boolean }) | undefined> {
  const fresh = newId(now.epochMilliseconds);
  const write = async (id: string) => {
    const stored = await writeAnswer(store, key, { ...change, id }, now);
    return stored && { ...stored, first: stored.id === fresh };
  };
  if (change.boundary === undefined) return write(fresh);
  const known = await findId(store, key);
  const stored = await write(known ?? fresh);
  if (stored || known !== undefined) return stored;
  // The check-in takes none, or another press has stored one meanwhile.
  const meanwhile = await findId(store, key);
  return meanwhile === undefined ? undefined : write(meanwhile);
}

async function findId({ db }: AnswerStore, { checkinId, personId }: AnswerKey): Promise<string | undefined> {
  const row = await db.checkinAnswer.findUnique({
    where: { checkinId_personId: { checkinId, personId } },
    select: { id: true },
  });
  return row?.id;
}

/** Nothing is stored where the row has another id than the one that a boundary is sealed for. */
async function writeAnswer(
  { db, sealer }: AnswerStore,
  { checkinId, communityId, personId }: AnswerKey,
  { id, outcome = null, ...change }: Omit<AnswerChange, 'outcome'> & { id: string; outcome?: AnswerOutcome | null },
  now: Temporal.Instant,
): Promise<StoredAnswer | undefined> {
  const { boundary } = sealer.seal('CheckinAnswer', { id, boundary: change.boundary ?? null });
  const at = dateAt(now);
  const [stored] = await db.$queryRaw<StoredAnswer[]>`
    INSERT INTO "CheckinAnswer" AS known
      (id, "personId", "communityId", "checkinId", week, outcome, boundary, "answeredAt", late, "updatedAt")
    SELECT ${id}::uuid, ${personId}, c."communityId", c.id, c.week, ${outcome}, ${boundary}, ${at}::timestamptz,
      c."closesAt" <= ${at}::timestamptz, ${at}::timestamptz
    FROM "Checkin" c
    WHERE c.id = ${checkinId}::uuid AND c."communityId" = ${communityId} AND c."messageId" IS NOT NULL
      AND c."closesAt" > ${dateAt(now.subtract({ hours: LATE_HOURS }))}::timestamptz
    ON CONFLICT ("checkinId", "personId") DO UPDATE SET
      -- After the close, the parts that the community counts no longer change.
      outcome = CASE WHEN EXCLUDED.late AND NOT known.late THEN known.outcome
        ELSE coalesce(EXCLUDED.outcome, known.outcome) END,
      boundary = coalesce(EXCLUDED.boundary, known.boundary),
      "updatedAt" = EXCLUDED."updatedAt"
    WHERE EXCLUDED.boundary IS NULL OR known.id = EXCLUDED.id
    RETURNING id::text, outcome, boundary, late`;
  return stored;
}
