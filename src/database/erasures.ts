import { createHmac, randomBytes } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db, Tx } from './client.ts';
import type { Sealer } from './sealing.ts';
import type { SqlSession } from './sql-session.ts';

/**
 * Who was erased, so that restoring an older backup erases them again. Nobody is named: a row holds a keyed hash of the
 * person's id, made with a random key that the database brings along (sealed when there is a DATA_KEY).
 */
export interface Erasure {
  readonly personHash: string;
  readonly erasedAt: Date;
}

/** What the ownership registry knows: who stands in the data, and how a person is taken out of it. */
export interface PersonalData {
  /** Ids (snowflakes) of all persons that any row names, each once. */
  listPersons(db: Tx): Promise<readonly string[]>;
  /** Erases a person from every table, or unlinks them. */
  erase(tx: Tx, personId: string): Promise<void>;
  /** Erases what names people by a hash alone and was written before a moment: nobody can tell any more whose it is. */
  eraseHashed(tx: Tx, before: Date): Promise<void>;
}

const HASH_KEY_NAME = 'person-hash';

/** Notes that a person was erased, in the transaction that does it. */
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
 * A keyed hash of a person's id: the same for the same person as long as the data lives, of no use outside it. For what
 * must be remembered about somebody who may be erased.
 */
export async function hashPerson(tx: Tx, sealer: Sealer, personId: string): Promise<string> {
  return hashOf(await hashKey(tx, sealer), personId);
}

/**
 * Notes erasures that newer data knew of and that was replaced by an older backup; `reapplyErasures` then acts. Those that the
 * backup itself tells of had happened before it was made. No two clocks are compared: that of the bot, which dates erasures,
 * and that of the server, which dates backups, need not agree.
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

/** Erases again whom a restored backup has brought back. Repeatable: each person is a transaction. Returns how many. */
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
  // The others are not in the restored data.
  await db.erasure.updateMany({ where: { pending: true }, data: { pending: false } });
  return erased;
}

/** The key of the hashes as it is stored; undefined where none was needed yet. */
export async function readHashKey(tx: SqlSession): Promise<string | undefined> {
  const [table] = await tx.query(`SELECT to_regclass('"Secret"')::text AS "name"`);
  if (table?.name === null) return undefined;
  const [row] = await tx.query('SELECT "value" FROM "Secret" WHERE "name" = $1', [HASH_KEY_NAME]);
  return row && String(row.value);
}

/** Stores a key of the hashes unless there is one. */
export async function keepHashKey(tx: SqlSession, value: string): Promise<void> {
  await tx.query('INSERT INTO "Secret" ("name", "value") VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    HASH_KEY_NAME,
    value,
  ]);
}

async function hashKey(tx: Tx, sealer: Sealer): Promise<Buffer> {
  const where = { name: HASH_KEY_NAME };
  let row = await tx.secret.findUnique({ where });
  if (!row) {
    const value = randomBytes(32).toString('base64');
    // Two processes may both come first: the database decides.
    await tx.secret.createMany({ data: [sealer.seal('Secret', { ...where, value })], skipDuplicates: true });
    row = await tx.secret.findUniqueOrThrow({ where });
  }
  return Buffer.from(sealer.openText({ table: 'Secret', column: 'value', id: row.name }, row.value), 'base64');
}

function hashOf(key: Buffer, personId: string): string {
  return createHmac('sha256', key).update(personId).digest('hex');
}

/**
 * The embedded database keeps the same list in a file beside its own: a crash dump is older than the erasures since, and
 * the damaged files that it replaces cannot tell. Written before the transaction ends: one too many does no harm.
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
