import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseArticle } from '../../src/guide/parse.ts';
import { readCommunityTemplate } from '../../src/templates/community.ts';
import { cleanText } from '../../src/text/clean-text.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Any string that can come over the wire: control characters, halves of pairs, accents of their own. */
const anything = fc.string({ unit: 'binary', maxLength: 200 });
const nasty = fc
  .array(
    fc.oneof(fc.constantFrom('\u0000', '\ud800', '\udc00', '\r\n', '\r', '\u0007', 'e\u0301', '\u0958', 'ą'), anything),
  )
  .map((parts) => parts.join(''));

it('a cleaned text has no control characters and no half pairs, and stays as it is when cleaned again', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const clean = cleanText(text);
      expect(clean.isWellFormed()).toBe(true);
      expect(clean.replaceAll(/[\n\t]/g, '')).not.toMatch(/\p{Cc}/u);
      expect(cleanText(clean)).toBe(clean);
    }),
  );
});

it('leaves texts of people as they are', () => {
  const text = 'Zażółć gęślą jaźń 👩‍💻\n\t„tak” – №2 ≤ 24 h';
  expect(cleanText(text)).toBe(text);
  expect(cleanText('e\u0301\r\nx')).toBe('é\nx');
  expect(cleanText('a\u0000b')).toBe('a\uFFFDb');
  // It stands for a text that cannot be read, and would be shown as such.
  expect(cleanText('a\uFDD0b\u{10FFFF}')).toBe('a\uFFFDb\uFFFD');
});

it('also what escapes stand for in front matter, which are no such characters in the file', () => {
  const file = '---\ntitle: "A\\u0000B\\uD800"\nsummary: "\\u0007Krótko"\nkeywords: ["x\\0y"]\n---\n\nTekst.\n';
  expect(cleanText(file)).toBe(file);
  const clean = { title: 'A\uFFFDB\uFFFD', summary: 'Krótko', keywords: ['x\uFFFDy'] };
  expect(parseArticle(file, { file: 'a.md', slug: 'a' })).toMatchObject({ ok: true, article: clean });
  expect(readCommunityTemplate(file)).toMatchObject(clean);
});

it('whatever comes in can be stored and is read as it was stored', async () => {
  await database.db.community.create({ data: { id: '1', locale: 'pl', zone: 'Europe/Warsaw' } });
  await fc.assert(
    fc.asyncProperty(nasty, async (text) => {
      const watchWords = cleanText(text);
      const { watchWords: stored } = await database.db.community.update({ where: { id: '1' }, data: { watchWords } });
      expect(stored).toBe(watchWords);
      // Also as part of JSON, where half a pair is no text for PostgreSQL either.
      const rows = await database.db.$queryRaw<{ text: string }[]>`
        SELECT (${JSON.stringify({ text: watchWords })}::jsonb)->>'text' AS text`;
      expect(rows[0]?.text).toBe(watchWords);
    }),
    { numRuns: 50 },
  );
});
