import { createHmac, randomBytes } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db, Tx } from './client.ts';
import { type Memory, NO_MEMORY } from './memory.ts';
import type { Sealer } from './sealing.ts';
import type { SqlSession } from './sql-session.ts';

/**
 * A recorded erasure, so that restoring an older backup erases the person again. It names no one: a row holds a keyed hash of the
 * person's id, made with a random key stored in the database (sealed if there is a DATA_KEY).
 */
export interface Erasure {
  readonly personHash: string;
  readonly erasedAt: Date;
}

/** What the ownership registry provides: the persons in the data, and how to remove one. */
export interface PersonalData {
  /** Ids (snowflakes) of all persons named in any row, each once. */
  listPersons(db: Tx): Promise<readonly string[]>;
  /** Erases a person from every table, or unlinks their rows. */
  erase(tx: Tx, personId: string): Promise<void>;
  /**
   * Erases rows that name people only by a hash and were written before a moment, since their owners can no longer be determined.
   */
  eraseHashed(tx: Tx, before: Date): Promise<void>;
}

const HASH_KEY_NAME = 'person-hash';

/** Records a person's erasure, in the transaction that erases them. */
export async function recordErasure(
  tx: Tx,
  erasure: { readonly sealer: Sealer; readonly personId: string; readonly erasedAt: Date },
): Promise<Erasure> {
  const { sealer, personId, erasedAt } = erasure;
  const row = { personHash: hashOf(await hashKey(tx, sealer), personId), erasedAt };
  await tx.erasure.upsert({ where: { personHash: row.personHash }, create: row, update: { erasedAt } });
  return row;
}

/**
 * A keyed hash of a person's id: stable for the lifetime of the data, useless outside it. For facts about a person that must be
 * remembered after their erasure.
 */
export async function hashPerson(tx: Tx, sealer: Sealer, personId: string, memory?: Memory): Promise<string> {
  return hashOf(await hashKey(tx, sealer, memory), personId);
}

/**
 * The persons erased after something was noted about them: by another process, since this one writes what it has noted before it
 * erases.
 */
export async function erasedAmong(
  tx: Tx,
  sealer: Sealer,
  noted: readonly { readonly personId: string; readonly at: Date }[],
): Promise<ReadonlySet<string>> {
  const since = new Date(Math.min(...noted.map(({ at }) => at.getTime())));
  const rows = await tx.erasure.findMany({ where: { erasedAt: { gt: since } } });
  if (rows.length === 0) return new Set();
  const key = await hashKey(tx, sealer);
  const erasedAt = new Map(rows.map((row) => [row.personHash, row.erasedAt]));
  const isErased = ({ personId, at }: (typeof noted)[number]) => (erasedAt.get(hashOf(key, personId)) ?? at) > at;
  return new Set(noted.filter(isErased).map(({ personId }) => personId));
}

/**
 * Records erasures known to newer data that was replaced by an older backup; `reapplyErasures` then acts on them. Erasures in the
 * backup itself had happened before it was made. No clocks are compared: the bot's, which dates erasures, and the server's, which
 * dates backups, need not agree.
 */
export async function addPendingErasures(tx: SqlSession, erasures: readonly Erasure[]): Promise<void> {
  for (const { personHash, erasedAt } of erasures) {
    await tx.query(
      `INSERT INTO "Erasure" ("personHash", "erasedAt", "pending") VALUES ($1, $2::text::timestamptz, true)
       ON CONFLICT ("personHash") DO UPDATE SET "pending" = true, "erasedAt" = excluded."erasedAt"
         WHERE excluded."erasedAt" > "Erasure"."erasedAt"`,
      [personHash, erasedAt.toISOString()],
    );
  }
}

/** Erases the people whom a restored backup has brought back. Repeatable: each person is one transaction. Returns how many. */
export async function reapplyErasures(db: Db, sealer: Sealer, data: PersonalData): Promise<number> {
  const rows = await db.erasure.findMany({ where: { pending: true } });
  if (rows.length === 0) return 0;
  const pending = new Set(rows.map((row) => row.personHash));
  const latest = new Date(Math.max(...rows.map((row) => row.erasedAt.getTime())));
  const key = await hashKey(db, sealer);
  let erased = 0;
  for (const personId of await data.listPersons(db)) {
    const personHash = hashOf(key, personId);
    if (!pending.has(personHash)) continue;
    await db.$transaction(async (tx) => {
      await data.erase(tx, personId);
      await tx.erasure.update({ where: { personHash }, data: { pending: false } });
    });
    erased += 1;
  }
  await db.$transaction((tx) => data.eraseHashed(tx, latest));
  // The remaining ones are not in the restored data.
  await db.erasure.updateMany({ where: { pending: true }, data: { pending: false } });
  return erased;
}

/** The stored key of the hashes; undefined if none was needed yet. */
export async function readHashKey(tx: SqlSession): Promise<string | undefined> {
  const [table] = await tx.query(`SELECT to_regclass('"Secret"')::text AS "name"`);
  if (table?.name === null) return undefined;
  const [row] = await tx.query('SELECT "value" FROM "Secret" WHERE "name" = $1', [HASH_KEY_NAME]);
  return row && String(row.value);
}

/** Stores a key for the hashes unless there is one. */
export async function keepHashKey(tx: SqlSession, value: string): Promise<void> {
  await tx.query('INSERT INTO "Secret" ("name", "value") VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    HASH_KEY_NAME,
    value,
  ]);
}

async function hashKey(tx: Tx, sealer: Sealer, memory = NO_MEMORY): Promise<Buffer> {
  const where = { name: HASH_KEY_NAME };
  let row = await memory.recall('hash key', async () => tx.secret.findUnique({ where }));
  if (!row) {
    const value = randomBytes(32).toString('base64');
    // Two processes may both be first: the database decides.
    await tx.secret.createMany({ data: [sealer.seal('Secret', { ...where, value })], skipDuplicates: true });
    row = await tx.secret.findUniqueOrThrow({ where });
  }
  const known = openedKeys.get(row);
  if (known) return known;
  const key = Buffer.from(sealer.openText({ table: 'Secret', column: 'value', id: row.name }, row.value), 'base64');
  openedKeys.set(row, key);
  return key;
}

/** Keys by the remembered row that they were decrypted from: each use of the guide needs the key. */
const openedKeys = new WeakMap<object, Buffer>();

function hashOf(key: Buffer, personId: string): string {
  return createHmac('sha256', key).update(personId).digest('hex');
}

/**
 * Journal of erasures in a file beside the embedded database: a crash dump predates recent erasures, and the damaged files it
 * replaces cannot be read for them. Written before the transaction ends: a surplus line does no harm.
 */
export async function appendToJournal(directory: string, { personHash, erasedAt }: Erasure): Promise<void> {
  await appendFile(journalOf(directory), `${personHash} ${erasedAt.toISOString()}\n`, { mode: 0o600, flush: true });
}

export async function readJournal(directory: string): Promise<Erasure[]> {
  const text = await readFile(journalOf(directory), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const match = /^([0-9a-f]{64}) (\S+)$/.exec(line);
    return match?.[1] && match[2] ? [{ personHash: match[1], erasedAt: new Date(match[2]) }] : [];
  });
}

const journalOf = (directory: string): string => join(directory, 'erasures');
