import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import { newId } from '../database/ids.ts';
import type { Sealer } from '../database/sealing.ts';
import { sqlPart } from '../database/sql-part.ts';
import { writeTogether } from '../database/write-together.ts';
import { dateAt } from '../time/calendar.ts';
import { EARLIER_BOUNDARY, entriesLeft } from './answer-sql.ts';
import { LATE_HOURS } from './stage.ts';

export type AnswerOutcome = 'calm' | 'violation';

export const isAnswerOutcome = (stored: unknown): stored is AnswerOutcome =>
  stored === 'calm' || stored === 'violation';

/** How it went with a boundary, best first. */
export const KEPT = ['kept', 'partly', 'not'] as const;

export type Kept = (typeof KEPT)[number];

/** The member and the check-in that they answer; a check-in of another community is not found. */
export interface AnswerKey {
  readonly checkinId: string;
  readonly communityId: string;
  readonly personId: string;
}

interface AnswerStore {
  readonly db: Tx;
  readonly sealer: Sealer;
  /** On the embedded database the answers of those who press at the same time are stored together. */
  readonly databaseKind?: 'embedded' | 'server';
}

/** An answer as it is stored. */
export interface StoredAnswer {
  readonly id: string;
  readonly outcome: string | null;
  readonly boundary: string | null;
  readonly kept: string | null;
  readonly keptInARow: number | null;
  readonly helped: string | null;
  readonly late: boolean;
  /** The boundary that can be looked back on, as {@link EARLIER_BOUNDARY} returns it. */
  readonly earlier: string | null;
}

/** The parts of an answer that are given; the others stay. */
export interface AnswerChange {
  readonly outcome?: AnswerOutcome;
  readonly boundary?: string;
  /** How it went with the last boundary. */
  readonly kept?: Kept;
  /** What helped to keep it. */
  readonly helped?: string;
  /** Set to store nothing if there are entries of its days that no earlier "quiet week" took into account. */
  readonly unlessLogged?: true;
}

/**
 * Stores an answer in one statement, in which the check-in itself decides whether it takes one: a thousand members may answer a
 * fresh one within a minute. Only free texts need a look at what is there, since they are sealed for their row.
 *
 * @returns undefined if the check-in takes no answers, or there are entries that it is not to be stored with; `first`: whether this is the member's first one to it
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
  if (change.boundary === undefined && change.helped === undefined) return write(fresh);
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

/** Nothing is stored where the row has another id than the one that texts are sealed for. */
async function writeAnswer(
  { db, sealer, databaseKind }: AnswerStore,
  key: AnswerKey,
  { id, outcome, kept, unlessLogged, ...texts }: AnswerChange & { readonly id: string },
  now: Temporal.Instant,
): Promise<StoredAnswer | undefined> {
  const { boundary, helped } = sealer.seal('CheckinAnswer', {
    id,
    boundary: texts.boundary ?? null,
    helped: texts.helped ?? null,
  });
  const iso = (at: Temporal.Instant) => dateAt(at).toISOString();
  const since = iso(now.subtract({ hours: LATE_HOURS }));
  const said = { outcome: outcome ?? null, boundary, kept: kept ?? null, helped, unlessLogged: unlessLogged === true };
  const row = { ...key, id, ...said, at: iso(now), since };
  // Elsewhere each statement carries the claim of its own interaction.
  if (databaseKind !== 'embedded') return (await writeAnswers(db, [row]))[0];
  const write = writers.get(db) ?? writeTogether(sameAnswer, (rows: readonly AnswerRow[]) => writeAnswers(db, rows));
  writers.set(db, write);
  return write(row);
}

interface AnswerRow extends AnswerKey {
  readonly id: string;
  readonly outcome: string | null;
  readonly boundary: string | null;
  readonly kept: string | null;
  readonly helped: string | null;
  readonly unlessLogged: boolean;
  /** When it was given, and when a check-in must have closed last to take it (ISO). */
  readonly at: string;
  readonly since: string;
}

const LOGGED = entriesLeft(sqlPart`given.person`, 'calm');

/** The member's boundaries kept in a row, with the given one: carried on from the last week that has said. */
const KEPT_IN_A_ROW = sqlPart`CASE given.kept WHEN 'not' THEN 0 WHEN 'kept' THEN 1 WHEN 'partly' THEN 0 END
  + CASE WHEN given.kept = 'not' THEN 0 WHEN given.kept IS NOT NULL THEN coalesce((
    SELECT told."keptInARow" FROM "CheckinAnswer" told
    WHERE told."personId" = given.person AND (told."communityId" = c."communityId") IS TRUE AND told.week < c.week
      AND told.kept IS NOT NULL
    ORDER BY told.week DESC LIMIT 1), 0) END`;

const sameAnswer = ({ checkinId, personId }: Pick<AnswerKey, 'checkinId' | 'personId'>) =>
  `${checkinId.toLowerCase()} ${personId}`;
const writers = new WeakMap<Tx, (row: AnswerRow) => Promise<StoredAnswer | undefined>>();

/** @param rows each another member's, or to another check-in */
async function writeAnswers(db: Tx, rows: readonly AnswerRow[]): Promise<(StoredAnswer | undefined)[]> {
  const column = <T>(of: (row: AnswerRow) => T): T[] => rows.map(of);
  const stored = await db.$queryRaw<(StoredAnswer & Pick<AnswerKey, 'checkinId' | 'personId'>)[]>`
    INSERT INTO "CheckinAnswer" AS known (id, "personId", "communityId", "checkinId", week, outcome, "outcomeAt", boundary, kept,
      "keptInARow", helped, "answeredAt", late, "updatedAt")
    SELECT given.id::uuid, given.person, c."communityId", c.id, c.week, given.outcome,
      CASE WHEN given.outcome IS NOT NULL THEN given.at::timestamptz END, given.boundary, given.kept, ${KEPT_IN_A_ROW},
      given.helped, given.at::timestamptz, c."closesAt" <= given.at::timestamptz, given.at::timestamptz
    FROM unnest(
      ${column(({ id }) => id)}::text[], ${column(({ personId }) => personId)}::text[],
      ${column(({ checkinId }) => checkinId)}::text[], ${column(({ communityId }) => communityId)}::text[],
      ${column(({ outcome }) => outcome)}::text[], ${column(({ boundary }) => boundary)}::text[],
      ${column(({ kept }) => kept)}::text[], ${column(({ helped }) => helped)}::text[],
      ${column(({ unlessLogged }) => unlessLogged)}::boolean[],
      ${column(({ at }) => at)}::text[], ${column(({ since }) => since)}::text[]
    ) AS given (id, person, checkin, community, outcome, boundary, kept, helped, "unlessLogged", at, since)
      JOIN "Checkin" c ON c.id = given.checkin::uuid AND c."communityId" = given.community
    WHERE c."messageId" IS NOT NULL AND c."closesAt" > given.since::timestamptz
      AND NOT (given."unlessLogged" AND EXISTS (SELECT FROM ${LOGGED}))
    ON CONFLICT ("checkinId", "personId") DO UPDATE SET
      -- After the close, the parts that the community counts no longer change.
      outcome = CASE WHEN EXCLUDED.late AND NOT known.late THEN known.outcome
        ELSE coalesce(EXCLUDED.outcome, known.outcome) END,
      "outcomeAt" = CASE WHEN EXCLUDED.late AND NOT known.late THEN known."outcomeAt"
        ELSE coalesce(EXCLUDED."outcomeAt", known."outcomeAt") END,
      kept = CASE WHEN EXCLUDED.late AND NOT known.late THEN known.kept ELSE coalesce(EXCLUDED.kept, known.kept) END,
      "keptInARow" = CASE WHEN EXCLUDED.late AND NOT known.late THEN known."keptInARow"
        ELSE coalesce(EXCLUDED."keptInARow", known."keptInARow") END,
      boundary = coalesce(EXCLUDED.boundary, known.boundary),
      helped = coalesce(EXCLUDED.helped, known.helped),
      "updatedAt" = EXCLUDED."updatedAt"
    WHERE EXCLUDED.boundary IS NULL AND EXCLUDED.helped IS NULL OR known.id = EXCLUDED.id
    RETURNING id::text, outcome, boundary, kept, "keptInARow", helped, late, "checkinId"::text, "personId",
      ${EARLIER_BOUNDARY} AS earlier`;
  const byKey = new Map(stored.map((row) => [sameAnswer(row), row]));
  return rows.map((row) => byKey.get(sameAnswer(row)));
}
