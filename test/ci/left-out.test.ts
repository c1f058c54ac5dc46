import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SLOW } from '../support/slow-files.ts';
import { filesWithoutDatabase } from '../support/without-database.ts';

const leftOut = filesWithoutDatabase();

it('leaves out of the second run what reaches neither a database nor a time zone', () => {
  expect(leftOut).toEqual(expect.arrayContaining(['test/text/distance.test.ts', 'test/guide/search/search.test.ts']));
});

it.each([
  ['opens one by way of what tests share', 'test/outbox/outbox.test.ts'],
  ['starts the whole bot', 'test/commands/guide/tip.test.ts'],
  ['starts processes', 'test/main.test.ts'],
  ['is only run on a server', 'test/outbox/two-processes.test.ts'],
  ['is about days', 'test/text/dates.test.ts'],
  ['shows times in a browser', 'test/page/walks.test.ts'],
  ['lives by the sandbox’s time', 'src/sandbox/test/messages.test.ts'],
])('keeps there what %s', (_why, file) => {
  expect(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')).not.toBe('');
  expect(leftOut).not.toContain(file);
});

it('leaves out nothing that says otherwise itself', () => {
  const texts = leftOut.map((file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
  expect(texts.filter((text) => /testDatabase\(|useBot\(|startBot\(|testServerUrl|zone:/.test(text))).toEqual([]);
});

it('begins with files that there are', () => {
  const missing = SLOW.filter((file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8') === '');
  expect(missing).toEqual([]);
});
