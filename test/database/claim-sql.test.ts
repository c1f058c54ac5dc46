import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWrite, withClaim } from '../../src/database/claim-sql.ts';

const claim = { interactionId: '123', process: '01980000-0000-7000-8000-000000000001' };
const query = (sql: string, args: unknown[] = []) => ({
  sql,
  args,
  argTypes: args.map(() => ({ scalarType: 'int' as const, arity: 'scalar' as const })),
});

describe('a statement that writes', () => {
  it.each([
    'INSERT INTO "T" VALUES (1)',
    '  update "T" SET a = 1',
    'DELETE FROM "T"',
    'MERGE INTO "T" USING s ON true WHEN MATCHED THEN DELETE',
    '-- a remark\n/* and SELECT */ INSERT INTO "T" VALUES (1)',
    'WITH a AS (SELECT 1) UPDATE "T" SET a = 1',
    'WITH a AS (UPDATE "T" SET a = 1 RETURNING 1) SELECT * FROM a',
    'with recursive a as (select 1) delete from "T"',
    `WITH a AS (SELECT 'x' FROM "T" FOR UPDATE SKIP LOCKED) UPDATE "T" SET a = 1`,
  ])('is known: %s', (sql) => expect(isWrite(sql)).toBe(true));

  it.each([
    'SELECT 1',
    'SELECT id FROM "T" FOR UPDATE',
    'WITH a AS (SELECT id FROM "T" FOR UPDATE) SELECT * FROM a',
    'WITH a AS (SELECT id FROM "T" FOR NO KEY UPDATE) SELECT * FROM a',
    `WITH a AS (SELECT 'DELETE FROM it''s' AS "UPDATE", E'\\' INSERT ', $q$ MERGE $q$ -- INSERT\n) SELECT /* DELETE */ 1`,
    'WITH "insert" AS (SELECT "updatedAt", deleted FROM "T") SELECT * FROM "insert"',
    'BEGIN',
    'COMMIT',
    'SET TIME ZONE 1',
    '',
  ])('is told from one that does not: %s', (sql) => expect(isWrite(sql)).toBe(false));

  const words = ['INSERT INTO x', 'UPDATE x', 'DELETE FROM x', 'MERGE INTO x'];
  it('is known by what it does, whatever its texts, names and comments say', () => {
    const quoted = fc.oneof(
      fc.string().map((text) => `'${text.replaceAll("'", "''")}'`),
      fc.string().map((name) => `"${name.replaceAll('"', '""')}"`),
      fc.string().map((remark) => `/*${remark.replaceAll('*', ' ')}*/`),
      fc.constantFrom(...words).map((word) => `' ${word} '`),
    );
    fc.assert(
      fc.property(fc.array(quoted), fc.constantFrom('SELECT 1', ...words), (texts, does) => {
        expect(isWrite(`WITH a AS (SELECT ${texts.join(', ')}) ${does}`)).toBe(does !== 'SELECT 1');
      }),
    );
  });
});

describe('the claim', () => {
  it('goes before a statement, and beside what it has before it', () => {
    expect(withClaim(query('UPDATE "T" SET a = $1', [1]), claim).sql).toBe(
      'WITH "claimed interaction" AS (INSERT INTO "HandledInteraction" ("id", "process") VALUES ($2, $3)) UPDATE "T" SET a = $1',
    );
    expect(withClaim(query('\n /* why */ with a AS (SELECT 1) DELETE FROM "T"'), claim).sql).toMatch(
      /^\n \/\* why \*\/ WITH "claimed interaction" AS \(INSERT [^)]+\) VALUES \(\$1, \$2\)\), a AS \(SELECT 1\) DELETE FROM "T"$/,
    );
    expect(withClaim(query('WITH RECURSIVE a AS (SELECT 1) DELETE FROM "T"'), claim).sql).toMatch(
      /^WITH RECURSIVE "claimed interaction" AS \(INSERT .*\), a AS \(SELECT 1\) DELETE FROM "T"$/,
    );
  });

  it('adds its two values after all others, each with its type', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (args) => {
        const before = query('UPDATE "T" SET a = 1', args);
        const after = withClaim(before, claim);
        expect(after.args).toEqual([...args, claim.interactionId, claim.process]);
        expect(after.argTypes).toHaveLength(after.args.length);
        expect(after.argTypes.slice(0, args.length)).toEqual(before.argTypes);
        expect(after.sql).toContain(`($${args.length + 1}, $${args.length + 2})`);
      }),
    );
  });
});
