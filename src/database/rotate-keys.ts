import { StartError } from '../operations/start-error.ts';
import { checkDataKeys, countSealedTexts, type SealedTexts } from './data-keys.ts';
import { listSealedTables } from './sealed-columns.ts';
import { SEALED_PREFIX, SealError, type Sealer } from './sealing.ts';
import type { SqlRow, SqlSession } from './sql-session.ts';

export interface Rotation {
  /** Number of re-encrypted texts. */
  readonly texts: number;
  /** Ids of keys that DATA_KEY no longer needs: a scan found no text under them. */
  readonly retired: readonly string[];
  /** Texts that could not be read and stay as they are, with their keys. */
  readonly left: readonly SealedTexts[];
}

/** Rows per transaction. */
const BATCH_SIZE = 200;

/**
 * Encrypts every text with the first key of DATA_KEY: those under earlier keys, and those written before there was a key. Each
 * batch is its own transaction and finished work is skipped, so it may be interrupted and repeated. Unreadable texts stay as they
 * are. Throws a StartError without a key, and if the data needs a missing one.
 *
 * @param refuseOthers called before a key is declared superfluous; throws while another process may write with it
 */
export async function rotateKeys(
  session: SqlSession,
  sealer: Sealer,
  refuseOthers: (session: SqlSession) => Promise<void> = async () => undefined,
): Promise<Rotation> {
  const [current, ...earlier] = sealer.keyIds;
  if (current === undefined) throw new StartError('DATA_KEY is not set: there is no key to encrypt with.');
  await checkDataKeys(session, sealer);
  let texts = 0;
  for (const { table, key, columns } of listSealedTables()) {
    for (const column of columns) texts += await rotateColumn(session, sealer, { table, key, column, current });
  }
  await refuseOthers(session);
  // Decided by the texts themselves, not by this process's own count.
  const left = (await countSealedTexts(session)).filter(({ keyId }) => keyId !== current);
  const retired = earlier.filter((id) => left.every(({ keyId }) => keyId !== id));
  for (const id of retired) await session.query('DELETE FROM "DataKey" WHERE "id" = $1', [id]);
  return { texts, retired, left };
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
    count += batch.rotated;
    last = batch.last;
  } while (last !== undefined);
  return count;
}

/** Encrypts the next rows after the key `after`; returns how many, and the key of the last row examined. */
async function rotateBatch(
  tx: SqlSession,
  sealer: Sealer,
  { table, key, column, current }: Column,
  after: string | undefined,
): Promise<{ rotated: number; last: string | undefined }> {
  const rows = await tx.query(
    `SELECT "${key}"::text AS "id", "${column}" AS "stored" FROM "${table}"
     WHERE "${column}" IS NOT NULL AND NOT starts_with("${column}", $1) ${after === undefined ? '' : `AND "${key}" > $2`}
     ORDER BY "${key}" LIMIT ${BATCH_SIZE} FOR UPDATE`,
    [`${SEALED_PREFIX}${current}:`, ...(after === undefined ? [] : [after])],
  );
  let rotated = 0;
  for (const row of rows) {
    const cell = { table, column, id: textOf(row, 'id') };
    const text = readable(() => sealer.openText(cell, textOf(row, 'stored')));
    if (text === undefined) continue;
    const sealed = sealer.sealText(cell, text);
    await tx.query(`UPDATE "${table}" SET "${column}" = $1 WHERE "${key}" = $2`, [sealed, cell.id]);
    rotated += 1;
  }
  return { rotated, last: rows.length === 0 ? undefined : textOf(rows.at(-1) ?? {}, 'id') };
}

function readable(open: () => string): string | undefined {
  try {
    return open();
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

function textOf(row: SqlRow, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`Column ${column} is not text`);
  return value;
}
