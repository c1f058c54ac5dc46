import type { Temporal } from 'temporal-polyfill';
import type { Db } from '../database/client.ts';
import type { Sealer } from '../database/sealing.ts';
import { mondayOf, toDateColumn } from '../time/calendar.ts';

/** A new entry with what follows from it. */
export interface Insertion {
  readonly id: string;
  readonly authorId: string;
  readonly communityId: string | undefined;
  readonly checkinId: string | undefined;
  readonly kind: string;
  readonly story: string;
  readonly clientLabel: string | undefined;
  readonly nextStep: string | undefined;
  readonly reaction: string;
  readonly weight: number | undefined;
  readonly happenedOn: Temporal.PlainDate;
  readonly unpaidMinutes: number | undefined;
  readonly cost: { readonly amount: number; readonly currency: string } | undefined;
  readonly interactionId: string;
  readonly loggedAt: Date;
  /** Whether the author's reaction has addressed it already. */
  readonly addressed: boolean;
}

/** What is told of an earlier entry by which its author's dealings with a client are judged; its label is still sealed. */
export interface EarlierEntry {
  readonly id: string;
  readonly createdAt: Date;
  readonly clientLabel: string | null;
  readonly kind: string;
  readonly reaction: string;
}

/** Maximum earlier entries that are told with an insertion, lest their decryption hold up the event loop. */
export const EARLIER_TOLD = 200;

/**
 * Inserts an entry and adds it to the sums of its week, in one statement: a check-in brings many entries within a minute, and on
 * the embedded database each waits for the one before. The lock is the one of `lockEntries`, for the sums are also recomputed
 * by other changes; a new entry only adds to what it finds, whatever was committed while it waited. Where a client is named, the
 * same statement tells of the author's earlier entries that name one: the answer needs them, and would read them next.
 *
 * A check-in that is gone or belongs to another community is ignored.
 * @returns the author's earlier entries with a label, oldest first; undefined if the same submission was saved before
 */
export async function insertEntry(
  { db, sealer }: { readonly db: Db; readonly sealer: Sealer },
  entry: Insertion,
): Promise<EarlierEntry[] | undefined> {
  const { id, authorId, communityId = null, checkinId = null, kind, reaction, weight = null } = entry;
  const { addressed, loggedAt, unpaidMinutes = null, cost } = entry;
  const [amount, currency] = [cost?.amount ?? null, cost?.currency ?? null];
  const { story, clientLabel, nextStep } = sealer.seal('Violation', {
    id,
    story: entry.story,
    clientLabel: entry.clientLabel ?? null,
    nextStep: entry.nextStep ?? null,
  });
  const day = toDateColumn(entry.happenedOn);
  const week = mondayOf(entry.happenedOn).toString();
  const rows = await db.$queryRaw<
    ({ readonly inserted: number } & { [C in keyof EarlierEntry]: EarlierEntry[C] | null })[]
  >`
    WITH locked AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtextextended(${authorId}, 0))),
    entry AS (
      INSERT INTO "Violation" (id, "authorId", "communityId", "checkinId", kind, story, "clientLabel", "nextStep", reaction, weight,
        "happenedOn", state, "addressedOn", "unpaidMinutes", amount, currency, "interactionId", "createdAt", "updatedAt")
      SELECT ${id}::uuid, ${authorId}, ${communityId},
        (SELECT c.id FROM "Checkin" c WHERE c.id = ${checkinId}::uuid AND c."communityId" = ${communityId}),
        ${kind}, ${story}, ${clientLabel}, ${nextStep}, ${reaction}, ${weight}::smallint,
        ${day}::date, ${addressed ? 'addressed' : 'open'}, CASE WHEN ${addressed} THEN ${day}::date END,
        ${unpaidMinutes}::integer, ${amount}::numeric, ${currency}::text, ${entry.interactionId}, ${loggedAt}::timestamptz, ${loggedAt}::timestamptz
      FROM locked
      ON CONFLICT ("interactionId") DO NOTHING
      RETURNING 1
    ),
    summed AS (INSERT INTO "ViolationTally" AS tally
      ("authorId", week, kind, currency, entries, "letPass", addressed, "addressedDays", "unpaidMinutes", amount)
    SELECT ${authorId}, ${week}::date, ${kind}, COALESCE(${currency}::text, ''), 1, CASE WHEN ${addressed} THEN 0 ELSE 1 END,
      CASE WHEN ${addressed} THEN 1 ELSE 0 END, 0, COALESCE(${unpaidMinutes}::integer, 0), COALESCE(${amount}::numeric, 0)
    FROM entry
    ON CONFLICT ("authorId", week, kind, currency) DO UPDATE SET
      entries = tally.entries + 1, "letPass" = tally."letPass" + EXCLUDED."letPass",
      addressed = tally.addressed + EXCLUDED.addressed, "unpaidMinutes" = tally."unpaidMinutes" + EXCLUDED."unpaidMinutes",
      amount = tally.amount + EXCLUDED.amount)
    -- The new row is not seen here.
    SELECT stored.inserted, earlier.id::text, earlier."createdAt", earlier."clientLabel", earlier.kind, earlier.reaction
    FROM (SELECT count(*)::int AS inserted FROM entry) AS stored
    LEFT JOIN LATERAL (
      SELECT v.id, v."createdAt", v."clientLabel", v.kind, v.reaction FROM "Violation" v
      WHERE ${clientLabel !== null} AND v."authorId" = ${authorId} AND v."clientLabel" IS NOT NULL
      ORDER BY v."createdAt", v.id LIMIT ${EARLIER_TOLD}
    ) AS earlier ON stored.inserted > 0`;
  if (!rows[0]?.inserted) return undefined;
  return rows.flatMap(({ id: earlier, createdAt, kind: of, reaction: how, clientLabel: label }) =>
    earlier === null || createdAt === null || of === null || how === null
      ? []
      : [{ id: earlier, createdAt, clientLabel: label, kind: of, reaction: how }],
  );
}
