import { StartError } from '../operations/start-error.ts';
import { listSealedTables } from './sealed-columns.ts';
import { SEALED_PREFIX, type Sealer } from './sealing.ts';
import type { SqlSession } from './sql-session.ts';

/**
 * Compares DATA_KEY with the keys the data needs, and records the encrypting key before it encrypts anything. The table of keys
 * says which are needed; if it was never compared with the texts themselves, that is done first. Throws a StartError if the data
 * needs a missing key that is not declared lost.
 *
 * @param lost ids of keys that the operator declares permanently lost
 */
export async function checkDataKeys(session: SqlSession, sealer: Sealer, lost: readonly string[] = []): Promise<void> {
  const rows = await session.query(
    `SELECT "id", "checkedAt" IS NOT NULL AS "checked", "lostAt" IS NOT NULL AS "lost" FROM "DataKey"
     ORDER BY "createdAt", "id"`,
  );
  const expendable = new Set([...sealer.keyIds, ...lost, ...rows.filter((row) => row.lost === true).map(idOf)]);
  const missing = rows.map(idOf).filter((id) => !expendable.has(id));
  const checked = rows.length > 0 ? rows.every((row) => row.checked === true) : sealer.keyIds.length === 0;
  // Reads every text, so only if something may be wrong.
  const texts = checked && missing.length === 0 && lost.length === 0 ? [] : await countSealedTexts(session);
  const needed = new Set([...missing, ...texts.map(({ keyId }) => keyId).filter((id) => !expendable.has(id))]);
  if (needed.size > 0) throw missingKeys([...needed], texts, sealer);
  await noteLostKeys(session, lost, sealer);
  const [current] = sealer.keyIds;
  if (current !== undefined) {
    await session.query('INSERT INTO "DataKey" ("id") VALUES ($1) ON CONFLICT DO NOTHING', [current]);
  }
  await session.query('UPDATE "DataKey" SET "checkedAt" = now() WHERE "checkedAt" IS NULL');
  // Clears the mark on lost keys that turned up again.
  for (const id of sealer.keyIds) await session.query('UPDATE "DataKey" SET "lostAt" = NULL WHERE "id" = $1', [id]);
}

const idOf = ({ id }: Record<string, unknown>): string => String(id);

async function noteLostKeys(session: SqlSession, lost: readonly string[], sealer: Sealer): Promise<void> {
  for (const id of lost) {
    if (sealer.keyIds.includes(id)) throw new StartError(`The key ${id} is in DATA_KEY, so it is not lost.`);
    await session.query(
      `INSERT INTO "DataKey" ("id", "lostAt") VALUES ($1, now()) ON CONFLICT ("id") DO UPDATE SET "lostAt" = now()`,
      [id],
    );
  }
}

function missingKeys(needed: readonly string[], texts: readonly SealedTexts[], sealer: Sealer): StartError {
  const ids = needed.join(', ');
  const found = texts.filter(({ keyId }) => needed.includes(keyId));
  const where = found.length === 0 ? '' : ` It encrypts ${sayTexts(found)}.`;
  const remedy =
    sealer.keyIds.length === 0
      ? `The data is encrypted and DATA_KEY is not set. Set it to the key the data was written with (its id is ${ids}).${where}`
      : `The data needs the key ${ids}, which is not in DATA_KEY (it holds ${sealer.keyIds.join(', ')}).${where} Add the earlier key after the new one, separated by a comma; "npm run rotate-key" then makes it superfluous.`;
  const lost = needed.map((id) => `--lost ${id}`).join(' ');
  return new StartError(
    `${remedy} Only if that key is lost for good: "npm run rotate-key -- ${lost}"; its texts stay, but show as unreadable.`,
  );
}

/** Number of a table's texts encrypted with one key. */
export interface SealedTexts {
  readonly keyId: string;
  readonly table: string;
  readonly count: number;
}

/** Counts the texts in all sealed columns, in one pass per table; takes seconds with a million entries. */
export async function countSealedTexts(session: SqlSession): Promise<SealedTexts[]> {
  const counts: SealedTexts[] = [];
  for (const { table, columns } of listSealedTables()) {
    const values = columns.map((column) => `("${column}")`).join(', ');
    const rows = await session.query(
      `SELECT substr(v."text", ${SEALED_PREFIX.length + 1}, 12) AS "keyId", count(*)::int AS "count"
       FROM "${table}" CROSS JOIN LATERAL (VALUES ${values}) AS v("text")
       WHERE starts_with(v."text", $1) GROUP BY 1 ORDER BY 1`,
      [SEALED_PREFIX],
    );
    for (const { keyId, count } of rows) counts.push({ keyId: String(keyId), table, count: Number(count) });
  }
  return counts;
}

/** "12 texts in Violation, 1 text in Card". */
export function sayTexts(texts: readonly SealedTexts[]): string {
  return texts.map(({ table, count }) => `${count} ${count === 1 ? 'text' : 'texts'} in ${table}`).join(', ');
}
