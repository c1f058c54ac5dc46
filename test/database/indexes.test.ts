import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWNED_COLUMNS } from '../../src/privacy/tables.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { schemaColumns } from '../support/schema.ts';

let database: TestDatabase;
let leading: Set<string>;
beforeAll(async () => {
  database = await testDatabase();
  const rows = await database.db.$queryRaw<{ name: string }[]>`
    SELECT t.relname || '.' || a.attname AS name
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
    WHERE t.relnamespace = current_schema()::regnamespace`;
  leading = new Set(rows.map(({ name }) => name));
});
afterAll(() => database.close());

const missing = (columns: readonly string[]) => columns.filter((column) => !leading.has(column)).toSorted();

describe('an index begins with every column by which rows are searched, so that no job or command reads a whole table', () => {
  it('of a foreign key: deleting a row looks for those that refer to it', async () => {
    const rows = await database.db.$queryRaw<{ name: string }[]>`
      SELECT t.relname || '.' || a.attname AS name
      FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1]
      WHERE k.contype = 'f' AND t.relnamespace = current_schema()::regnamespace`;
    expect(rows.length).toBeGreaterThan(10);
    expect(missing(rows.map(({ name }) => name))).toEqual([]);
  });

  it('of a community: all of it goes when the bot was removed', () => {
    const columns = schemaColumns().filter(({ column }) => column === 'communityId');
    expect(columns.length).toBeGreaterThan(20);
    expect(missing(columns.map(({ table, column }) => `${table}.${column}`))).toEqual([]);
  });

  it('of a person, by id or by hash: all of it is counted, exported and erased', () => {
    const columns = OWNED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
    expect(missing([...columns, 'Usage.personHash', 'SearchGap.personHash'])).toEqual([]);
  });

  it('of a person, and of the order in which their rows are exported: else each page would read all of them', async () => {
    const rows = await database.db.$queryRaw<{ columns: string }[]>`
      SELECT t.relname || '.' || string_agg(a.attname, ',' ORDER BY k.place) AS columns
      FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid, unnest(i.indkey) WITH ORDINALITY k (attnum, place)
      JOIN pg_attribute a ON a.attnum = k.attnum
      WHERE a.attrelid = t.oid AND t.relnamespace = current_schema()::regnamespace GROUP BY i.indexrelid, t.relname`;
    const indexes = new Set(rows.map(({ columns }) => columns.split(',').slice(0, 2).join()));
    const slow = OWNED_COLUMNS.filter(
      ({ table, column, key }) =>
        // One row a person.
        key[0] !== column && !indexes.has(`${table}.${column},${key[0]}`),
    );
    // What a person has few of: kept for days, or not many may be saved.
    expect(slow.map(({ table }) => table).toSorted()).toEqual([
      'AssistantMemberUse',
      'CommunityContentDraft',
      'OutboxStep',
      'OwnTemplate',
      'TemplateDraft',
    ]);
  });
});

it('never has Prisma tell rows apart, which reads all of them into this process', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const files = ['src', 'commands'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const own = files.filter((file) => file.endsWith('.ts') && !file.includes('generated'));
  expect(own.length).toBeGreaterThan(300);
  expect(own.filter((file) => /\bdistinct: ?\[/.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});
