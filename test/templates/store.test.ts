import { randomBytes } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeTemplateDraft, findDraft, markFilled, startDraft } from '../../src/templates/drafts.ts';
import { MEMORY_LIMITS, type Memory, readMemory, remember, withUse } from '../../src/templates/memory.ts';
import { deleteOwn, findOwn, listOwn, OWN_LIMITS, saveOwn } from '../../src/templates/own.ts';
import type { Placeholder } from '../../src/templates/types.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { forget } from '../support/forget.ts';

let database: TestDatabase;
let now = Temporal.Instant.from('2026-11-24T08:00:00Z');
const store = () => ({ db: database.db, sealer: database.sealer, clock: { now: () => now } });

beforeAll(async () => {
  database = await testDatabase([randomBytes(32)]);
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const draft = { id: '1', personId: '7', template: 'polite-refusal', tone: 'formal', locale: 'pl' } as const;
const own = { id: '1', personId: '7', locale: 'pl', title: 'Tytuł', text: 'Treść' } as const;

describe('drafts', () => {
  test('keep what was typed for 24 hours after the last change, sealed, for their person alone', async () => {
    await startDraft(store(), { ...draft, values: { client: 'Tajemnica' } });
    expect((await database.db.templateDraft.findFirstOrThrow()).values).not.toContain('Tajemnica');
    expect(await findDraft(store(), '1', '8')).toBeUndefined();
    now = now.add({ hours: 23 });
    const found = await findDraft(store(), '1', '7');
    if (!found) throw new Error('gone');
    await changeTemplateDraft(store(), found, { tone: 'firm' });
    now = now.add({ hours: 23 });
    expect(await findDraft(store(), '1', '7')).toMatchObject({ tone: 'firm', values: { client: 'Tajemnica' } });
    now = now.add({ hours: 1 });
    expect(await findDraft(store(), '1', '7')).toBeUndefined();
    expect(await forget('templateDrafts', store())).toBe(1);
  });

  test('begun twice by one interaction are one, and are counted as filled once', async () => {
    await startDraft(store(), { ...draft, values: { client: 'A' } });
    expect(await startDraft(store(), { ...draft, values: { client: 'B' } }, true)).toMatchObject({
      draft: { values: { client: 'A' } },
      filled: false,
    });
    const changes = await Promise.all(
      [1, 2].map(() => changeTemplateDraft(store(), { ...draft, values: {} }, {}, true)),
    );
    const marks = await Promise.all([1, 2].map(() => markFilled(store(), '1')));
    expect([...changes.map((written) => written?.filled), ...marks].filter(Boolean)).toHaveLength(1);
    expect(await startDraft(store(), { ...draft, id: '2', values: {} }, true)).toMatchObject({ filled: true });
    expect(await markFilled(store(), '2')).toBe(false);
  });

  test('that are gone change no more, and the next one clears away the expired ones', async () => {
    await startDraft(store(), { ...draft, values: {} });
    now = now.add({ hours: 24 });
    await startDraft(store(), { ...draft, id: '2', values: {} });
    expect(await database.db.templateDraft.findMany({ select: { id: true } })).toEqual([{ id: '2' }]);
    expect(await changeTemplateDraft(store(), { ...draft, values: {} }, { tone: 'firm' })).toBeUndefined();
  });
});

describe('the memory of what was typed last', () => {
  const placeholder = (name: string, more: Partial<Placeholder> = {}): Placeholder => {
    return { name, label: name, kind: 'text', required: false, maxLength: 100, source: 'last', ...more };
  };
  const use = (values: Record<string, string>, placeholders = Object.keys(values).map((name) => placeholder(name))) =>
    ({ reference: 'a', locale: 'pl', values, placeholders }) as const;
  const nothing: Memory = { recent: [], values: {}, addresses: {}, tones: {} };

  test('holds only fields whose source it is, and no choices', () => {
    const placeholders = [
      placeholder('sender'),
      placeholder('address', { kind: 'choice' }),
      placeholder('hours', { source: 'sheet.hours' }),
    ];
    const memory = withUse(nothing, use({ sender: 'K', address: 'pan', hours: '8–16', other: 'x' }, placeholders));
    expect(memory.values).toEqual({ pl: { sender: 'K' } });
  });

  test('an empty field leaves the earlier value, and nothing grows without end', () => {
    let memory = withUse(nothing, use({ sender: 'K' }));
    memory = withUse(memory, { ...use({}), placeholders: [placeholder('sender')] });
    expect(memory.values.pl).toEqual({ sender: 'K' });
    for (let number = 0; number < 100; number += 1)
      memory = withUse(memory, { ...use({ [`field ${number}`]: 'x' }), reference: `own.${number}` });
    expect(Object.keys(memory.values.pl ?? {})).toHaveLength(MEMORY_LIMITS.values);
    expect(memory.values.pl).toHaveProperty(['field 99']);
    expect(memory.recent).toEqual(['own.99', 'own.98', 'own.97', 'own.96', 'own.95']);
  });

  test('is sealed, each person’s own', async () => {
    await remember(store(), '7', use({ sender: 'Kasia Tajemnica' }));
    expect((await database.db.templateMemory.findFirstOrThrow()).values).not.toContain('Tajemnica');
    expect(await readMemory(store(), '7')).toMatchObject({
      recent: ['a'],
      values: { pl: { sender: 'Kasia Tajemnica' } },
    });
    expect(await readMemory(store(), '8')).toEqual(nothing);
  });
});

describe('own templates', () => {
  test('are sealed, and nobody else’s', async () => {
    await saveOwn(store(), own);
    const row = await database.db.ownTemplate.findFirstOrThrow();
    expect(`${row.title} ${row.text}`).not.toMatch(/Tytuł|Treść/);
    expect(await findOwn(store(), '1', '7')).toEqual(own);
    expect(await findOwn(store(), '1', '8')).toBeUndefined();
    expect(await deleteOwn(store(), '1', '8')).toBe(false);
    expect(await saveOwn(store(), { ...own, personId: '8' }, { existing: true })).toEqual({ outcome: 'gone' });
    expect(await listOwn(store(), '7')).toEqual([own]);
  });

  test('one submission delivered twice is saved once', async () => {
    const saved = await Promise.all([saveOwn(store(), own), saveOwn(store(), own)]);
    expect(saved.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
    expect(await database.db.ownTemplate.count()).toBe(1);
  });

  test('never pass their limit, also when several are saved at once', async () => {
    const save = (id: number) => saveOwn(store(), { ...own, id: String(id), title: `T ${id}` });
    for (let id = 1; id <= OWN_LIMITS.count - 2; id += 1) await save(id);
    const saved = await Promise.all([101, 102, 103, 104].map(save));
    expect(saved.filter(({ outcome }) => outcome === 'too-many')).toHaveLength(2);
    expect(await database.db.ownTemplate.count()).toBe(OWN_LIMITS.count);
    // Full is full for new ones; an old one can still be changed.
    expect(await saveOwn(store(), { ...own, title: 'Inny' }, { existing: true })).toMatchObject({ outcome: 'changed' });
  });
});
