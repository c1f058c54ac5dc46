import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../src/database/client.ts';
import { hashPerson } from '../../src/database/erasures.ts';
import { readPersonalData } from '../../src/privacy/personal-data.ts';
import { OWNED_COLUMNS } from '../../src/privacy/tables.ts';
import { systemClock } from '../../src/time/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { fillPerson } from '../support/person.ts';

const ANNA = '100000000000000001';
/** Rows of the person in each table that can hold more than one: two pages and a part of a third. */
const ROWS = 251;
/** After so many rows of a table others are deleted and one is inserted: a page ends there. */
const DISTURBED = 100;

interface TableColumn {
  readonly name: string;
  readonly type: string;
  readonly primary: boolean;
  readonly unique: boolean;
}

const tables = [...new Map(OWNED_COLUMNS.map((owned) => [owned.table, owned.column]))];

describe('an export of more rows than two pages', () => {
  let database: TestDatabase;
  const columns = new Map<string, readonly TableColumn[]>();
  const calm = new Map<string, string[]>();
  const disturbed = new Map<string, string[]>();
  const deleted = new Set<string>();

  beforeAll(async () => {
    // With a key it is a database of its own, which loses its foreign keys here: a row is then as good as another.
    database = await testDatabase([new Uint8Array(32)]);
    await fillPerson(database, ANNA);
    await dropForeignKeys();
    for (const [table, person] of tables) {
      columns.set(table, await columnsOf(table));
      if (canBeMany(table, person)) await insertLike(table, person, `generate_series(1, ${ROWS - 1})`);
    }
    await read((table, id) => void calm.set(table, [...(calm.get(table) ?? []), id]));
    await read(async (table, id) => {
      const seen = [...(disturbed.get(table) ?? []), id];
      disturbed.set(table, seen);
      if (seen.length === DISTURBED) await disturb(table, seen);
    });
  });
  afterAll(() => database.close());

  it.each(tables)('reads each row of %s once', async (table, person) => {
    const [counted] = await database.withSession((session) =>
      session.query(`SELECT count(*)::int AS rows FROM "${table}" WHERE "${person}" = '${ANNA}'`),
    );
    const ids = calm.get(table) ?? [];
    expect(ids).toHaveLength(canBeMany(table, person) ? ROWS : 1);
    expect(new Set(ids).size).toBe(ids.length);
    // Three were deleted since, one inserted.
    expect(counted?.rows).toBe(ids.length === 1 ? 1 : ROWS - 2);
  });

  it.each(tables)('misses none and repeats none where rows of %s come and go between two pages', (table) => {
    const ids = disturbed.get(table) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    const there = (calm.get(table) ?? []).filter((id) => !deleted.has(`${table} ${id}`));
    expect(there.filter((id) => !ids.includes(id))).toEqual([]);
    // Besides them at most the one that was inserted and those that were deleted after they had been read.
    expect(ids.length - there.length).toBeLessThanOrEqual(4);
  });

  it.each(OWNED_COLUMNS.map((owned) => [`${owned.table}.${owned.column}`, owned] as const))(
    'an erasure of more rows than two statements takes leaves none of %s',
    async (_name, owned) => {
      const { db } = database;
      if (canBeMany(owned.table, owned.column))
        await insertLike(owned.table, owned.column, 'generate_series(2001, 3100)');
      const there = await owned.count(db, ANNA);
      const erased = await db.$transaction((tx) => owned.erase(tx, ANNA, { clock: systemClock, random: Math.random }));
      expect(erased).toBe(there);
      expect(await owned.count(db, ANNA)).toBe(0);
    },
  );

  /** Calls back with the primary key of each row that is exported. */
  async function read(each: (table: string, id: string) => void | Promise<void>): Promise<void> {
    const { db, sealer } = database;
    const context = {
      db,
      sealer,
      clock: systemClock,
      hashPerson: (tx: Tx, text: string) => hashPerson(tx, sealer, text),
    };
    for await (const { section, text } of readPersonalData(context, ANNA)) {
      if (text === undefined) continue;
      const row = JSON.parse(text) as Record<string, unknown>;
      await each(section, JSON.stringify(primaryKey(section).map(({ name }) => row[name])));
    }
  }

  /** Deletes the first row, the one that was read last, and the last one of all; inserts one more. */
  async function disturb(table: string, seen: readonly string[]): Promise<void> {
    for (const id of [seen[0], seen.at(-1), calm.get(table)?.at(-1)]) {
      if (id === undefined) continue;
      deleted.add(`${table} ${id}`);
      const values = JSON.parse(id) as unknown[];
      const where = primaryKey(table).map(({ name, type }, index) => `"${name}" = '${values[index]}'::${type}`);
      await database.withSession((session) => session.exec(`DELETE FROM "${table}" WHERE ${where.join(' AND ')}`));
    }
    const person = tables.find(([name]) => name === table)?.[1] ?? '';
    await insertLike(table, person, 'generate_series(1000, 1000)');
  }

  /** Inserts a row like those of the person for each number `n`, with what tells rows apart changed; times are alike in sevens. */
  async function insertLike(table: string, person: string, numbers: string): Promise<void> {
    const changes = (columns.get(table) ?? [])
      .filter(({ name }) => name !== person)
      .flatMap(({ name, type, unique }) => {
        const value = type.startsWith('timestamp')
          ? `t."${name}" - n / 7 * interval '1 second'`
          : unique && CHANGED[type]?.(`t."${name}"`);
        return value ? [`'${name}', ${value}`] : [];
      });
    await database.withSession((session) =>
      session.exec(`INSERT INTO "${table}" SELECT r.* FROM "${table}" t, ${numbers} n,
        jsonb_populate_record(t, jsonb_strip_nulls(jsonb_build_object(${changes.join()}))) r
        WHERE t.ctid = (SELECT ctid FROM "${table}" WHERE "${person}" = '${ANNA}' LIMIT 1)`),
    );
  }

  const CHANGED: Readonly<Record<string, (column: string) => string>> = {
    text: (column) => `${column} || n`,
    uuid: (column) => `md5(${column}::text || n)::uuid`,
    date: (column) => `${column} - n`,
    integer: (column) => `${column} + n`,
  };

  const primaryKey = (table: string) => (columns.get(table) ?? []).filter(({ primary }) => primary);

  /** Whether something else than the person tells rows apart. */
  const canBeMany = (table: string, person: string) => primaryKey(table).some(({ name }) => name !== person);

  async function columnsOf(table: string): Promise<TableColumn[]> {
    const rows = await database.withSession((session) =>
      session.query(
        `SELECT a.attname::text AS name, format_type(a.atttypid, NULL) AS type,
           COALESCE(bool_or(i.indisprimary), false) AS primary, COALESCE(bool_or(i.indisunique), false) AS unique
         FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND a.attnum = ANY(i.indkey)
         WHERE a.attrelid = to_regclass(quote_ident($1)) AND a.attnum > 0 AND NOT a.attisdropped
         GROUP BY a.attname, a.atttypid, a.attnum ORDER BY a.attnum`,
        [table],
      ),
    );
    return rows.map(({ name, type, primary, unique }) => ({
      name: String(name),
      type: String(type),
      primary: primary === true,
      unique: unique === true,
    }));
  }

  async function dropForeignKeys(): Promise<void> {
    await database.withSession(async (session) => {
      const keys = await session.query(
        `SELECT conrelid::regclass::text AS table, conname AS name FROM pg_constraint
         WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`,
      );
      for (const { table, name } of keys) await session.exec(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`);
    });
  }
});
