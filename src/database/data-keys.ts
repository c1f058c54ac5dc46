import { StartError } from '../operations/start-error.ts';
import { listSealedTables } from './sealed-columns.ts';
import { type Sealer, sealedPrefix } from './sealing.ts';
import type { SqlRow, SqlSession } from './sql-session.ts';

/**
 * Compares DATA_KEY with what the data needs, and notes the key that encrypts from now on before it encrypts anything.
 * Throws a StartError when the data needs a key that is missing: to go on would show members broken entries.
 */
export async function checkDataKeys(session: SqlSession, sealer: Sealer): Promise<void> {
  const rows = await session.query('SELECT "id" FROM "DataKey" ORDER BY "createdAt", "id"');
  const missing = rows.map((row) => String(row.id)).filter((id) => !sealer.keyIds.includes(id));
  if (missing.length > 0) {
    throw new StartError(
      sealer.keyIds.length === 0
        ? `The data is encrypted and DATA_KEY is not set. Set it to the key the data was written with (its id is ${missing.join(', ')}).`
        : `The data needs the key ${missing.join(', ')}, which is not in DATA_KEY (it holds ${sealer.keyIds.join(', ')}). Add the earlier key after the new one, separated by a comma; "npm run rotate-key" then makes it superfluous.`,
    );
  }
  await noteCurrentKey(session, sealer);
}

async function noteCurrentKey(session: SqlSession, sealer: Sealer): Promise<void> {
  const [current] = sealer.keyIds;
  if (current === undefined) return;
  await session.query('INSERT INTO "DataKey" ("id") VALUES ($1) ON CONFLICT DO NOTHING', [current]);
}

export interface Rotation {
  /** Texts that were encrypted anew. */
  readonly texts: number;
  /** Ids of keys that DATA_KEY need not hold any more. */
  readonly retired: readonly string[];
}

const batchSize = 200;

/**
 * Encrypts every text with the first key of DATA_KEY: those under earlier keys, and those written before there was a
 * key. Each batch is a transaction of its own and what is done is not done again, so it may be interrupted and repeated.
 * Throws a StartError without a key or when the data needs one that is missing, a SealError for a text that cannot be
 * read.
 */
export async function rotateKeys(session: SqlSession, sealer: Sealer): Promise<Rotation> {
  const [current, ...retired] = sealer.keyIds;
  if (current === undefined) throw new StartError('DATA_KEY is not set: there is no key to encrypt with.');
  await checkDataKeys(session, sealer);
  let texts = 0;
  // Until a pass finds nothing: a bot that still runs with the earlier settings may have written meanwhile.
  for (let found = -1; found !== 0; ) {
    found = 0;
    for (const { table, key, columns } of listSealedTables()) {
      for (const column of columns) found += await rotateColumn(session, sealer, { table, key, column, current });
    }
    texts += found;
  }
  await session.query('DELETE FROM "DataKey" WHERE "id" <> $1', [current]);
  return { texts, retired };
}

interface Column {
  readonly table: string;
  readonly key: string;
  readonly column: string;
  /** Id of the key to encrypt with. */
  readonly current: string;
}

async function rotateColumn(session: SqlSession, sealer: Sealer, column: Column): Promise<number> {
  let count = 0;
  let last: string | undefined;
  do {
    const batch = await session.transaction((tx) => rotateBatch(tx, sealer, column, last));
    count += batch.length;
    last = batch.at(-1);
  } while (last !== undefined);
  return count;
}

/** Encrypts the next rows after the key `after`; returns their keys, in order. */
async function rotateBatch(
  tx: SqlSession,
  sealer: Sealer,
  { table, key, column, current }: Column,
  after: string | undefined,
): Promise<string[]> {
  const rows = await tx.query(
    `SELECT "${key}"::text AS "id", "${column}" AS "stored" FROM "${table}"
     WHERE "${column}" IS NOT NULL AND NOT starts_with("${column}", $1) ${after === undefined ? '' : `AND "${key}" > $2`}
     ORDER BY "${key}" LIMIT ${batchSize} FOR UPDATE`,
    [`${sealedPrefix}${current}:`, ...(after === undefined ? [] : [after])],
  );
  const ids = rows.map((row) => textOf(row, 'id'));
  for (const [index, row] of rows.entries()) {
    const cell = { table, column, id: ids[index] ?? '' };
    const sealed = sealer.sealText(cell, sealer.openText(cell, textOf(row, 'stored')));
    await tx.query(`UPDATE "${table}" SET "${column}" = $1 WHERE "${key}" = $2`, [sealed, cell.id]);
  }
  return ids;
}

function textOf(row: SqlRow, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`Column ${column} is not text`);
  return value;
}
