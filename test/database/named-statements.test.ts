import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { withNamedStatements } from '../../src/database/named-statements.ts';

let pglite: PGlite;
let named: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
});
afterAll(() => pglite.close());
beforeEach(async () => {
  await pglite.exec(`
    DEALLOCATE ALL;
    DROP TABLE IF EXISTS entry;
    CREATE TABLE entry (
      id bigint PRIMARY KEY, title text, told timestamptz(3), day date, tags text[], numbers int[], facts jsonb, bytes bytea,
      weight double precision, yes boolean, key uuid
    )`);
  named = withNamedStatements(pglite, { kept: 3 });
});

const INSERT = `INSERT INTO entry (id, title, told, day, tags, numbers, facts, bytes, weight, yes, key)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING *`;
const prepared = async () =>
  (await pglite.query<{ count: number }>('SELECT count(*)::int AS count FROM pg_prepared_statements')).rows[0]?.count;

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\0', ''));
const entries = fc.tuple(
  fc.bigInt({ min: 1n, max: 2n ** 62n }),
  maybe(text),
  maybe(fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })),
  maybe(fc.constantFrom('2026-03-29', '2024-02-29')),
  maybe(fc.array(text)),
  maybe(fc.array(fc.integer())),
  maybe(fc.record({ words: fc.array(text), amount: fc.integer(), sure: fc.boolean() })),
  maybe(fc.uint8Array()),
  maybe(fc.double({ noNaN: true })),
  maybe(fc.boolean()),
  maybe(fc.uuid()),
);

test('what is written and read by a kept statement is what PGlite itself writes and reads', async () => {
  const write = async (db: PGlite, entry: unknown[]) => {
    await pglite.exec('DELETE FROM entry');
    const written = await db.query(INSERT, entry, { rowMode: 'array' });
    const read = await db.query('SELECT * FROM entry WHERE id = $1', [entry[0]]);
    const count = await db.query('UPDATE entry SET title = NULL WHERE id = $1', [entry[0]]);
    return { written: written.rows, read: read.rows, fields: read.fields, changed: count.affectedRows };
  };
  await fc.assert(
    fc.asyncProperty(entries, async (entry) => {
      expect(await write(named, [...entry])).toEqual(await write(pglite, [...entry]));
    }),
    { numRuns: 60 },
  );
  expect(await prepared()).toBe(3);
});

test('a statement is parsed at its second use, and never again', async () => {
  const parse = vi.spyOn(pglite, 'execProtocolStream');
  const counts: number[] = [];
  for (let use = 0; use < 4; use += 1) {
    parse.mockClear();
    await named.query('SELECT title FROM entry WHERE id = $1', [1]);
    counts.push(parse.mock.calls.length);
  }
  parse.mockRestore();
  // PGlite's own way, then parsing and running it, then one message each.
  expect(counts).toEqual([6, 2, 1, 1]);
});

test('no more are kept than was said: those used longest ago go first', async () => {
  const queries = [1, 2, 3, 4, 5].map((column) => `SELECT ${column} AS one FROM entry WHERE id = $1`);
  for (const query of queries) for (let use = 0; use < 3; use += 1) await named.query(query, [1]);
  const { rows } = await pglite.query<{ statement: string }>('SELECT statement FROM pg_prepared_statements');
  expect(rows.map(({ statement }) => statement).toSorted()).toEqual(queries.slice(2));
});

describe('a failure', () => {
  const use = async (db: Pick<PGlite, 'query'>, id: number) => db.query('INSERT INTO entry (id) VALUES ($1)', [id]);

  test('of a kept statement is the database’s own, and the next statement runs', async () => {
    for (const id of [1, 2, 3]) await use(named, id);
    await expect(use(named, 3)).rejects.toMatchObject({ code: '23505', constraint: 'entry_pkey' });
    await use(named, 4);
    await expect(use(named, Number.NaN)).rejects.toMatchObject({ code: '22P02' });
    expect((await named.query<{ count: number }>('SELECT count(*)::int AS count FROM entry')).rows).toEqual([
      { count: 4 },
    ]);
  });

  test('within a transaction takes all of it back, and what follows in it fails', async () => {
    for (const id of [1, 2]) await use(named, id);
    const work = named.transaction(async (tx) => {
      await use(tx as unknown as PGlite, 5);
      await expect(use(tx as unknown as PGlite, 5)).rejects.toMatchObject({ code: '23505' });
      await use(tx as unknown as PGlite, 6);
    });
    await expect(work).rejects.toMatchObject({ code: '25P02' });
    expect((await named.query('SELECT id FROM entry WHERE id > 4')).rows).toEqual([]);
    await use(named, 5);
  });
});

describe('a table that changes', () => {
  const select = async (db: Pick<PGlite, 'query'>) => db.query<object>('SELECT * FROM entry');
  const change = 'ALTER TABLE entry ADD COLUMN more text';

  test('through the same client: statements are parsed anew', async () => {
    for (let use = 0; use < 3; use += 1) await select(named);
    await named.query(change);
    expect(await prepared()).toBe(0);
    expect((await select(named)).fields.map(({ name }) => name)).toContain('more');
  });

  test('behind its back: the next use notices, and runs all the same', async () => {
    await named.query('INSERT INTO entry (id) VALUES (1)');
    for (let use = 0; use < 3; use += 1) await select(named);
    await pglite.exec(change);
    expect((await select(named)).rows).toMatchObject([{ more: null }]);
  });

  test('behind its back, within a transaction: that fails, and the next one runs', async () => {
    for (let use = 0; use < 3; use += 1) await select(named);
    await pglite.exec(change);
    const read = () => named.transaction((tx) => select(tx as unknown as PGlite));
    await expect(read()).rejects.toMatchObject({ code: '0A000' });
    expect((await read()).fields.map(({ name }) => name)).toContain('more');
  });

  test('statements that the database forgot are parsed anew', async () => {
    for (let use = 0; use < 3; use += 1) await select(named);
    await pglite.exec('DEALLOCATE ALL');
    expect((await select(named)).rows).toEqual([]);
  });
});

test('a statement is planned again after many uses, since its table may have grown', async () => {
  const often = withNamedStatements(pglite, { kept: 3, uses: 4 });
  const count = 'SELECT count(*)::int AS count FROM entry WHERE id > $1';
  const names = async () =>
    (await pglite.query<{ name: string }>('SELECT name FROM pg_prepared_statements')).rows.map(({ name }) => name);
  const seen = new Set<string>();
  for (let use = 0; use < 12; use += 1) {
    expect((await often.query(count, [0])).rows).toEqual([{ count: 0 }]);
    const now = await names();
    expect(now.length).toBeLessThanOrEqual(1);
    for (const name of now) seen.add(name);
  }
  // The first use has no name; of the other eleven each name served four.
  expect(seen.size).toBe(3);
});
