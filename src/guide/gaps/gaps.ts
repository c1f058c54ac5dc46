import type { Db, Tx } from '../../database/client.ts';
import type { SearchGap } from '../../database/generated/client.ts';
import { newId } from '../../database/ids.ts';
import { type Late, type LateTable, lateWhereAlone, noteLater, readAlong } from '../../database/late.ts';
import type { Memory } from '../../database/memory.ts';
import type { Sealer } from '../../database/sealing.ts';
import type { Locale } from '../../i18n/locales.ts';
import { UNREADABLE } from '../../text/unreadable.ts';
import { fold } from '../../text/words.ts';
import { dateAt } from '../../time/calendar.ts';
import { type Clock, dateOf } from '../../time/clock.ts';
import { MAX_QUERY_LENGTH } from '../search/by-words.ts';

/** Months for which a question is kept. */
export const GAP_MONTHS = 3;
/** Maximum questions per person and month; more from one person say nothing new about the guide. */
const MOST_A_MONTH = 60;

export const GAP_REASONS = ['nothing', 'unhelpful'] as const;
export type GapReason = (typeof GAP_REASONS)[number];

export interface GapStore {
  readonly db: Db;
  /** Spares reading again what nobody has written since. */
  readonly memory?: Memory;
  readonly clock: Clock;
  readonly sealer: Pick<Sealer, 'seal' | 'open'>;
  /** Writes later what no one is told to be noted; at once if left out. */
  readonly late?: Late;
  readonly databaseKind?: 'embedded' | 'server';
  /** A keyed hash; see `Services`. */
  readonly hashPerson: (tx: Tx, text: string) => Promise<string>;
}

/** Author of a question. The database knows only a hash that changes every month. */
export interface Asker {
  /** The guild (snowflake) in which it was asked. */
  readonly communityId: string;
  readonly personId: string;
}

export interface Gap {
  readonly id: string;
  readonly personHash: string;
  readonly month: string;
  readonly locale: Locale;
  readonly query: string;
  readonly reason: GapReason;
  readonly told: boolean;
}

/** A question about to be stored; a repeated one keeps the first's id, which an answer may hold already. */
interface NotedGap {
  readonly personId: string;
  /** The question as it is compared. */
  readonly folded: string;
  readonly row: Pick<
    SearchGap,
    'id' | 'communityId' | 'personHash' | 'month' | 'locale' | 'query' | 'reason' | 'createdAt'
  >;
}

const GAPS: LateTable<NotedGap> = {
  table: 'SearchGap',
  personOf: ({ personId }) => personId,
  notedAt: ({ row }) => row.createdAt,
  keyOf: ({ row, folded }) => `${row.communityId} ${row.month} ${folded}`,
  merge: (earlier) => earlier,
  async write(db, rows) {
    await db.searchGap.createMany({ data: rows.map(({ row }) => row), skipDuplicates: true });
  },
};

/**
 * Stores a question that the guide did not answer. One that found nothing is written a moment later: its author is not told that
 * it is noted, unlike one who has said that an answer did not help. A repeated question by the same person in one month is stored once.
 * @returns its id, with which its author can show it to the moderators; undefined if the limit is reached
 */
export async function recordGap(
  store: GapStore,
  { communityId, personId }: Asker,
  { query, locale, reason }: { readonly query: string; readonly locale: Locale; readonly reason: GapReason },
): Promise<string | undefined> {
  const asked = query.trim().slice(0, MAX_QUERY_LENGTH);
  if (asked === '') return undefined;
  const { month, createdAt } = now(store);
  const personHash = await hashOf(store, store.db, personId, month);
  const folded = fold(asked);
  const { known, count } = await readAlong(lateWhereAlone(store), GAPS, personId, async (noted) => {
    const rows = await findRecorded(store, communityId, personHash);
    const pending = noted.filter(
      ({ row }) => row.personHash === personHash && !rows.some((stored) => stored.id === row.id),
    );
    return {
      known:
        rows.find((row) => fold(store.sealer.open('SearchGap', row).query) === folded) ??
        pending.find((one) => one.folded === folded)?.row,
      count: rows.length + pending.length,
    };
  });
  if (known) {
    if (known.reason !== reason) await store.db.searchGap.update({ where: { id: known.id }, data: { reason } });
    return known.id;
  }
  if (count >= MOST_A_MONTH) return undefined;
  const id = newId(createdAt.getTime());
  const { query: sealed } = store.sealer.seal('SearchGap', { id, query: asked });
  const row = { id, communityId, personHash, month, locale, query: sealed, reason, createdAt };
  if (reason === 'nothing') await noteLater(lateWhereAlone(store), GAPS, { personId, folded, row });
  else await store.db.searchGap.create({ data: row, select: { id: true } });
  return id;
}

type Recorded = Pick<SearchGap, 'id' | 'personHash' | 'query' | 'reason'>;

/** What the person has asked here this month; read together with what others have asked who find nothing at this moment. */
async function findRecorded(store: GapStore, communityId: string, personHash: string): Promise<readonly Recorded[]> {
  const { db, memory } = store;
  const read = async (hashes: readonly string[]): Promise<Map<string, Recorded[]>> => {
    // Each caller that shares the statement adds what was noted for its member, so nothing has to be written before it.
    const rows = await readAlong(
      store,
      GAPS,
      '',
      () => db.$queryRaw<Recorded[]>`
        SELECT id::text AS id, "personHash", query, reason FROM "SearchGap"
        WHERE "communityId" = ${communityId} AND "personHash" = ANY(${[...hashes]}::text[])`,
    );
    return Map.groupBy(rows, (row) => row.personHash);
  };
  const found = memory
    ? await memory.recallEach(`gaps ${communityId}`, personHash, read, { exact: true })
    : (await read([personHash])).get(personHash);
  return found ?? [];
}

/** A person's own question in a community, by id; undefined if it is another's. */
export async function findOwnGap(
  store: GapStore,
  asker: Asker,
  id: string,
): Promise<Pick<Gap, 'query' | 'reason'> | undefined> {
  const { communityId, personId } = asker;
  const row = await store.db.searchGap.findFirst({ where: { id, communityId } });
  if (row === null || row.personHash !== (await hashOf(store, store.db, personId, row.month))) return undefined;
  return { query: store.sealer.open('SearchGap', row).query, reason: reasonOf(row.reason) };
}

/** Lets the moderators see a question as typed, without the author's name. @returns whether it existed. */
export async function tellModeratorsOfGap(store: GapStore, asker: Asker, id: string): Promise<boolean> {
  if ((await findOwnGap(store, asker, id)) === undefined) return false;
  await store.db.searchGap.update({ where: { id }, data: { told: true } });
  return true;
}

/** A question that its author showed to the moderators. */
export async function findToldGap(store: GapStore, communityId: string, id: string): Promise<string | undefined> {
  const row = await store.db.searchGap.findFirst({ where: { id, communityId, told: true } });
  return row === null ? undefined : store.sealer.open('SearchGap', row).query;
}

/**
 * Removes a question from the moderators' list. Its author keeps it, and it is still counted until it expires. @returns whether
 * it existed.
 */
export async function settleGap({ db }: Pick<GapStore, 'db'>, communityId: string, id: string): Promise<boolean> {
  return (await db.searchGap.updateMany({ where: { id, communityId, told: true }, data: { told: false } })).count > 0;
}

/** Maximum questions read for one report: the latest. */
const MOST_READ = 5000;

/** Questions read and decrypted per batch, yielding in between. */
const PIECE = 250;

/** A community's stored questions, latest first; with `told`, only those moderators may read. */
export async function readGaps(store: GapStore, communityId: string, told?: true): Promise<Gap[]> {
  const gaps: Gap[] = [];
  const where = { communityId, createdAt: { gt: monthsAgo(store) }, ...(told ? { told } : {}) };
  for (let last: string | undefined; gaps.length < MOST_READ; last = gaps.at(-1)?.id) {
    const rows = await store.db.searchGap.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: PIECE,
      ...(last === undefined ? {} : { cursor: { id: last }, skip: 1 }),
    });
    gaps.push(...rows.map((row) => openGap(store, row)));
    if (rows.length < PIECE) break;
  }
  // An unreadable question cannot be clustered, but stays on the moderators' list if it was shown to them.
  return gaps.filter(({ query, told: shown }) => query !== UNREADABLE || shown);
}

function openGap({ sealer }: Pick<GapStore, 'sealer'>, row: SearchGap): Gap {
  const { id, personHash, month, query, told } = sealer.open('SearchGap', row);
  const locale: Locale = row.locale === 'en' ? 'en' : 'pl';
  return { id, personHash, month, locale, query, reason: reasonOf(row.reason), told };
}

const reasonOf = (stored: string): GapReason => (stored === 'nothing' ? 'nothing' : 'unhelpful');

/** Changes with every question that is asked, changed or deleted. */
export async function fingerprintGaps(store: Pick<GapStore, 'db' | 'clock'>, communityId: string): Promise<string> {
  const [row] = await store.db.$queryRaw<{ fingerprint: string | null }[]>`
    SELECT md5(string_agg(id::text || reason, ',' ORDER BY id)) AS fingerprint FROM "SearchGap"
    WHERE "communityId" = ${communityId} AND "createdAt" > ${monthsAgo(store)}`;
  return row?.fingerprint ?? '';
}

/** All stored questions a person asked, in any community: for `/privacy export`. */
export async function readOwnGaps(store: Omit<GapStore, 'db'> & { readonly db: Tx }, personId: string) {
  const where = { personHash: { in: await hashesOf(store, personId) } };
  const rows = await store.db.searchGap.findMany({ where, orderBy: { createdAt: 'asc' } });
  return rows.map((row) => store.sealer.open('SearchGap', row));
}

/** Number of a person's stored questions. */
export async function countOwnGaps(
  store: Omit<GapStore, 'db' | 'sealer'> & { readonly db: Tx },
  personId: string,
): Promise<number> {
  return store.db.searchGap.count({ where: { personHash: { in: await hashesOf(store, personId) } } });
}

/** Erases a person's questions. */
export async function eraseOwnGaps(store: Omit<GapStore, 'db' | 'sealer'> & { readonly db: Tx }, personId: string) {
  const { count } = await store.db.searchGap.deleteMany({
    where: { personHash: { in: await hashesOf(store, personId) } },
  });
  return count;
}

/** The person's hashes for every month that may still have questions. */
async function hashesOf(
  store: Pick<GapStore, 'clock' | 'hashPerson'> & { readonly db: Tx },
  personId: string,
): Promise<string[]> {
  const hashes: string[] = [];
  for (let back = 0; back <= GAP_MONTHS + 1; back += 1)
    hashes.push(await hashOf(store, store.db, personId, monthOf(store, back)));
  return hashes;
}

function hashOf({ hashPerson }: Pick<GapStore, 'hashPerson'>, tx: Tx, personId: string, month: string) {
  return hashPerson(tx, `search ${month} ${personId}`);
}

function now({ clock }: Pick<GapStore, 'clock'>): { month: string; createdAt: Date } {
  return { month: monthOf({ clock }, 0), createdAt: dateOf(clock) };
}

function monthOf({ clock }: Pick<GapStore, 'clock'>, back: number): string {
  const now = dateOf(clock);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back)).toISOString().slice(0, 'YYYY-MM'.length);
}

function monthsAgo({ clock }: Pick<GapStore, 'clock'>): Date {
  return dateAt(clock.now().toZonedDateTimeISO('UTC').subtract({ months: GAP_MONTHS }));
}
