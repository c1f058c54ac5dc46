import { afterEach, describe, expect, test } from 'vitest';
import { diffSchema } from '../../scripts/schema-diff.ts';
import { applyMigrations, type Migration, readMigrations } from '../../src/database/migrations.ts';
import { StartError } from '../../src/operations/start-error.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase | undefined;
afterEach(async () => {
  await database?.close();
  database = undefined;
});

const step = (name: string, script: string): Migration => ({ name, script, checksum: `checksum of ${name}` });

async function opened() {
  database = await testDatabase();
  const { withSession } = database;
  const known = await readMigrations();
  return {
    known,
    apply: (more: readonly Migration[], options: object = {}) =>
      withSession((session) => applyMigrations(session, { migrations: [...known, ...more], ...options })),
    query: (statement: string) => withSession((session) => session.query(statement)),
  };
}

test('schema.prisma and the migrations agree, and a difference would be seen', { timeout: 60_000 }, async () => {
  const migrations = await readMigrations();
  expect(await diffSchema(migrations)).toBe('');
  // Not the last one alone is left out: it may only move rows.
  expect(await diffSchema(migrations.slice(0, 1))).not.toBe('');
});

describe('migrations', () => {
  test('are noted as Prisma notes them', async () => {
    const { known, query } = await opened();
    const rows = await query(
      'SELECT "migration_name", "checksum", "applied_steps_count", "finished_at" IS NOT NULL AS "finished" FROM "_prisma_migrations" ORDER BY 1',
    );
    expect(rows).toEqual(
      known.map(({ name, checksum }) => ({
        migration_name: name,
        checksum,
        applied_steps_count: 1,
        finished: true,
      })),
    );
    for (const { checksum } of known) expect(checksum).toMatch(/^[0-9a-f]{64}$/);
  });

  test('apply once, in order, and only what is new', async () => {
    const { apply } = await opened();
    const more = [
      step('90000000000001_one', 'CREATE TABLE extra (a int); INSERT INTO extra VALUES (1)'),
      step('90000000000002_two', 'ALTER TABLE extra ADD COLUMN b int'),
    ];
    let before: readonly Migration[] = [];
    const beforeChange = async (pending: readonly Migration[]) => {
      before = pending;
    };
    expect(await apply(more, { beforeChange })).toEqual(more.map(({ name }) => name));
    expect(before).toEqual(more);
    expect(await apply(more)).toEqual([]);
  });

  test('that fail say which and why, leave nothing, and keep what came before', async () => {
    const { apply, query } = await opened();
    const good = step('90000000000001_good', 'CREATE TABLE extra (a int)');
    const bad = step('90000000000002_bad', 'CREATE TABLE half (a int);\nINSERT INTO missing VALUES (1)');
    const failure = await apply([good, bad]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartError);
    expect(String(failure)).toMatch(/"90000000000002_bad" failed: .*missing.* \(line 2 of migration.sql\)/);
    expect(await query(`SELECT to_regclass('half') AS "half", to_regclass('extra')::text AS "extra"`)).toEqual([
      { half: null, extra: 'extra' },
    ]);
    expect(await apply([good, step(bad.name, 'CREATE TABLE half (a int)')])).toEqual([bad.name]);
  });

  test('of a newer version stop the start', async () => {
    const { apply } = await opened();
    await apply([step('90000000000001_newer', 'SELECT 1')]);
    await expect(apply([])).rejects.toThrow(/newer version of the bot.*90000000000001_newer/);
  });

  test('that "prisma migrate" left unfinished stop the start', async () => {
    const { apply, query } = await opened();
    await query('UPDATE "_prisma_migrations" SET "finished_at" = NULL WHERE "migration_name" LIKE \'%_init\'');
    await expect(apply([])).rejects.toThrow(/prisma migrate resolve/);
  });

  test('that were edited later are reported, not applied again', async () => {
    const { apply, query } = await opened();
    await query(`UPDATE "_prisma_migrations" SET "checksum" = 'other' WHERE "migration_name" LIKE '%_init'`);
    const edited: string[] = [];
    expect(await apply([], { onEdited: (name: string) => edited.push(name) })).toEqual([]);
    expect(edited).toEqual([expect.stringMatching(/_init$/)]);
  });
});
