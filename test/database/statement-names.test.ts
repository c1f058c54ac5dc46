import { afterEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open.ts';
import { createStatementNames } from '../../src/database/statement-names.ts';
import { silentLog } from '../support/database.ts';
import { serverTestUrl, testServerUrl } from '../support/server-database.ts';

describe('the names of statements', () => {
  const use = (names: ReturnType<typeof createStatementNames>, sql: string, times = 3) =>
    Array.from({ length: times }, () => names.of(sql));

  test('a statement has one from its third use on, always the same', () => {
    const names = createStatementNames();
    expect(use(names, 'SELECT 1', 5)).toEqual([undefined, undefined, 'granica_1', 'granica_1', 'granica_1']);
    expect(use(names, 'UPDATE a SET b = $1')).toEqual([undefined, undefined, 'granica_2']);
  });

  test.each([
    'BEGIN',
    'VACUUM "Usage"',
    'SELECT * FROM "Member"',
    'UPDATE "OutboxStep" SET state = $1 RETURNING *',
    'SELECT s.* FROM "OutboxStep" s',
  ])('%s has none', (sql) => {
    expect(use(createStatementNames(), sql, 9).every((name) => name === undefined)).toBe(true);
  });

  test('counting all rows has one', () => {
    expect(use(createStatementNames(), 'SELECT COUNT(*) FROM "Member"')).toContain('granica_1');
  });

  test('there are no more than said, and many statements that are used once cost nothing', () => {
    const names = createStatementNames({ most: 2 });
    for (let number = 0; number < 1000; number += 1) expect(names.of(`SELECT ${number}`)).toBeUndefined();
    const named = ['a', 'b', 'c'].map((column) => use(names, `SELECT ${column}`).at(-1));
    expect(named).toEqual(['granica_1', 'granica_2', undefined]);
  });

  test('a statement that no longer fits its tables loses it; after other failures it keeps it', () => {
    const names = createStatementNames();
    use(names, 'SELECT a');
    names.failed('SELECT a', '23505');
    expect(names.of('SELECT a')).toBe('granica_1');
    names.failed('SELECT a', '0A000');
    expect(use(names, 'SELECT a')).toEqual([undefined, undefined, undefined]);
  });
});

describe.skipIf(testServerUrl === undefined)('on a PostgreSQL server', () => {
  let drop: () => Promise<void> = async () => undefined;
  afterEach(() => drop());

  test('a column changed by another process costs one failure, not every later one', async () => {
    const created = await serverTestUrl();
    drop = created.drop;
    const bot = await openDatabase({ url: created.url, log: silentLog });
    const read = () => bot.db.community.findMany({ select: { id: true, retentionMonths: true } });
    for (let use = 0; use < 5; use += 1) await read();
    const [parsed] = await bot.db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM pg_prepared_statements WHERE statement LIKE '%retentionMonths%'`;
    await bot.withSession((session) =>
      session.query('ALTER TABLE "Community" ALTER COLUMN "retentionMonths" TYPE bigint'),
    );
    const outcomes: string[] = [];
    for (let use = 0; use < 4; use += 1) outcomes.push(await read().then(String, () => 'failed'));
    await bot.close();
    expect(parsed?.count).toBe(1);
    expect(outcomes).toEqual(['failed', '', '', '']);
  });
});
