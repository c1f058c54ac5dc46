import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { endedTables, oldSources } from '../../scripts/check-sources.ts';
import { CONTENT_DIR } from '../../src/app/content.ts';

const on = (day: string) => oldSources(CONTENT_DIR, Temporal.PlainDate.from(day));

test('a source is to be read again after a year, and none was read in the future', () => {
  expect(on('2026-11-30')).toEqual([]);
  const old = on('2031-01-01');
  expect(old.length).toBeGreaterThan(10);
  expect(old).toContainEqual(expect.stringContaining('art. 746 k.c., checked on 2026-11-30: https://'));
  expect(on('2020-01-01')).toHaveLength(old.length);
});

test('a table of rates that has ended is listed', () => {
  expect(endedTables(Temporal.PlainDate.from('2020-01-01'))).toEqual([]);
  expect(endedTables(Temporal.PlainDate.from('2199-01-01'))).toHaveLength(2);
});
