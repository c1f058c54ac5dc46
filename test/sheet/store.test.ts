import { randomBytes } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { SHEET_PARTS } from '../../src/sheet/sheet.ts';
import { findSheet, findSheetDraft, keepSheetDraft, saveSheetPart } from '../../src/sheet/store.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { forget } from '../support/forget.ts';
import { FULL_SHEET, updatesOf } from '../support/sheets.ts';

const ANNA = '100000000000000001';
let database: TestDatabase;
let now = Temporal.Instant.from('2026-11-24T10:00:00Z');
const store = () => ({ db: database.db, sealer: database.sealer, clock: { now: () => now } });
const found = (id: string) => findSheet(database.db, database.sealer, id);

beforeAll(async () => {
  database = await testDatabase([randomBytes(32)]);
});
beforeEach(() => database.reset());
afterAll(() => database.close());

async function saveFull() {
  for (const update of updatesOf(FULL_SHEET)) await saveSheetPart(store(), ANNA, update);
}

it('a sheet comes back as it was saved, and nobody else has it', async () => {
  expect(await found(ANNA)).toEqual({});
  await saveFull();
  expect(await found(ANNA)).toEqual(FULL_SHEET);
  expect(await found('2')).toEqual({});
});

it('what stands in the database cannot be read', async () => {
  await saveFull();
  const row = await database.db.boundarySheet.findUniqueOrThrow({ where: { personId: ANNA } });
  for (const part of SHEET_PARTS) expect(row[part]).toMatch(/^sealed:1:/);
});

it('a part that was emptied is gone, the others stay', async () => {
  await saveFull();
  await saveSheetPart(store(), ANNA, { part: 'payment', content: {} });
  const { payment, ...others } = FULL_SHEET;
  expect(payment).toBeDefined();
  expect(await found(ANNA)).toEqual(others);
});

it('what a part may not hold is not saved', async () => {
  await expect(saveSheetPart(store(), ANNA, { part: 'payment', content: { due: -1 } })).rejects.toThrow();
  expect(await found(ANNA)).toEqual({});
});

it('a part that cannot be understood does not take the others along', async () => {
  await saveFull();
  const cell = { table: 'BoundarySheet', column: 'scope', id: ANNA };
  const scope = database.sealer.sealText(cell, JSON.stringify({ whatever: 1 }));
  await database.db.boundarySheet.update({ where: { personId: ANNA }, data: { scope } });
  const { scope: _gone, ...others } = FULL_SHEET;
  expect(await found(ANNA)).toEqual(others);
});

it('a form to be corrected waits for a day, for its part alone, and until the part is saved', async () => {
  const draft = { id: '7', part: 'hours', values: { hours: '22-6', zone: 'Warszawa', days: ['1', '2'] } } as const;
  await keepSheetDraft(store(), ANNA, draft);
  expect(await findSheetDraft(store(), ANNA, 'hours')).toEqual(draft);
  expect(await findSheetDraft(store(), ANNA, 'scope')).toBeUndefined();
  expect(await findSheetDraft(store(), '2', 'hours')).toBeUndefined();
  await saveSheetPart(store(), ANNA, { part: 'hours', content: {} });
  expect(await findSheetDraft(store(), ANNA, 'hours')).toBeUndefined();
  await keepSheetDraft(store(), ANNA, draft);
  now = now.add({ hours: 24 });
  expect(await findSheetDraft(store(), ANNA, 'hours')).toBeUndefined();
  expect(await forget('sheetDrafts', store())).toBe(1);
  const row = await database.db.boundarySheet.findUniqueOrThrow({ where: { personId: ANNA } });
  expect(row.draft).toBeNull();
});
