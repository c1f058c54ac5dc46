import type { Drawing } from '../checkins/cards/moments.ts';
import { countOwnUsage, eraseOwnUsage, readOwnUsage } from '../communities/usage.ts';
import type { Db, Tx } from '../database/client.ts';
import type { Late } from '../database/late.ts';
import type { Sealer } from '../database/sealing.ts';
import { countOwnGaps, eraseOwnGaps, readOwnGaps } from '../guide/gaps/gaps.ts';
import type { Frame, Item } from '../messages/file-parts.ts';
import { type Clock, dateOf } from '../time/clock.ts';
import { type ExportContext, PRIVACY_TOPICS, type PrivacyTopic } from './owned-column.ts';
import { OWNED_COLUMNS } from './tables.ts';

/** Number of a person's rows by topic; topics without any are omitted. */
export type Amounts = readonly { readonly topic: PrivacyTopic; readonly deleted: number; readonly unlinked: number }[];

/** The data stored about a person now, and what an erasure would do to them. */
export async function countPersonalData(
  context: Omit<HashContext, 'sealer'> & { readonly db: Tx },
  personId: string,
): Promise<Amounts> {
  const counts = await inOrder((owned) => owned.count(context.db, personId));
  const hashed = (await countOwnGaps(context, personId)) + (await countOwnUsage(context, personId));
  return amounts(counts, hashed);
}

/**
 * Everything stored about a person, row by row, in a durable format: the content of `/privacy export`. Read in pages, so that
 * neither memory nor the event loop suffers from the amount. Tables without rows are listed too.
 */
export async function* readPersonalData(context: ExportContext & HashContext, personId: string): AsyncGenerator<Item> {
  for (const { table, read } of OWNED_COLUMNS) {
    yield { section: table };
    for await (const row of read(context, personId)) yield itemOf(table, row);
  }
  for (const row of await readOwnGaps(context, personId)) yield itemOf('SearchGap', row);
  for (const row of await readOwnUsage(context, personId)) yield itemOf('Usage', row);
}

function itemOf(table: string, row: object): Item {
  return { section: table, text: JSON.stringify(row, undefined, 2) };
}

/** The text around the rows of an export: `{ format, version, personId, exportedAt, tables: { … } }`. */
export function personalDataFrame(clock: Clock, personId: string): Frame {
  const about = {
    format: 'granica-personal-data',
    version: 1,
    personId,
    exportedAt: clock.now().toString({ smallestUnit: 'second' }),
  };
  return {
    head: `${JSON.stringify(about).slice(0, -1)},"tables":{\n`,
    tail: '\n}}\n',
    open: (table) => `${JSON.stringify(table)}: [`,
    close: ']',
    betweenRows: ',\n',
    betweenSections: ',\n',
  };
}

/** Rows that identify a person only by a hash (`SearchGap.personHash`, `Usage.personHash`) are found by recomputing it. */
interface HashContext {
  readonly clock: Clock;
  readonly sealer: Pick<Sealer, 'seal' | 'open'>;
  readonly hashPerson: (tx: Tx, text: string) => Promise<string>;
}

export interface ErasureContext extends HashContext, Drawing {
  readonly db: Db;
  /** What is written later, if anything is. */
  readonly late?: Late;
  /** Records the erasure, so that restoring an older backup erases again. */
  readonly recordErasure: (tx: Tx, personId: string, erasedAt: Date) => Promise<void>;
}

/** Erases a person from every table in one transaction: all of it, or nothing. Returns the amounts. */
export async function erasePersonalData(context: ErasureContext, personId: string): Promise<Amounts> {
  const erasedAt = dateOf(context.clock);
  // What was noted for later is written first, so that it is erased with the rest.
  await context.late?.flush();
  return context.db.$transaction(async (tx) => {
    const counts = await inOrder((owned) => owned.erase(tx, personId, context));
    const within = { ...context, db: tx };
    const hashed = (await eraseOwnGaps(within, personId)) + (await eraseOwnUsage(within, personId));
    await context.recordErasure(tx, personId, erasedAt);
    return amounts(counts, hashed);
  });
}

/** Functions with which restoring a backup erases restored persons again. */
export const personalData = (drawing: Drawing) => ({
  /** In plain SQL: Prisma would read every row and deduplicate here. */
  async listPersons(db: Tx): Promise<string[]> {
    const lists = await inOrder(({ table, column }) =>
      db.$queryRawUnsafe<{ id: string }[]>(
        `SELECT DISTINCT "${column}" AS id FROM "${table}" WHERE "${column}" IS NOT NULL`,
      ),
    );
    return [...new Set(lists.flatMap((rows) => rows.map(({ id }) => id)))];
  },
  async erase(tx: Tx, personId: string): Promise<void> {
    await inOrder((owned) => owned.erase(tx, personId, drawing));
  },
  async eraseHashed(tx: Tx, before: Date): Promise<void> {
    await tx.searchGap.deleteMany({ where: { createdAt: { lte: before } } });
    await tx.usage.deleteMany({ where: { week: { lte: before } } });
  },
});

/** One after the other: a transaction has a single session. */
async function inOrder<T>(work: (owned: (typeof OWNED_COLUMNS)[number]) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const owned of OWNED_COLUMNS) results.push(await work(owned));
  return results;
}

/** Hashed rows have no column with the person's id; they are reported under the guide. */
function amounts(counts: readonly number[], hashed: number): Amounts {
  return PRIVACY_TOPICS.map((topic) => {
    const sum = (erasing: 'delete' | 'unlink') =>
      OWNED_COLUMNS.reduce(
        (total, owned, index) =>
          owned.topic === topic && owned.erasing === erasing && !owned.derived ? total + (counts[index] ?? 0) : total,
        0,
      );
    return { topic, deleted: sum('delete') + (topic === 'guide' ? hashed : 0), unlinked: sum('unlink') };
  }).filter(({ deleted, unlinked }) => deleted + unlinked > 0);
}
