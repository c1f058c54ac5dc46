import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type ContentScope,
  findContent,
  findPublished,
  listContent,
  setContentState,
} from '../../src/library/content.ts';
import { exportContent, importContent, readContentFile } from '../../src/library/content-file.ts';
import { changeContentDraft, findContentDraft, startContentDraft } from '../../src/library/drafts.ts';
import { listVersions, publishDraft, restoreVersion } from '../../src/library/versions.ts';
import { freeSlug, MAX_SLUG_LENGTH, slugOf } from '../../src/text/slug.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { forget } from '../support/forget.ts';

let database: TestDatabase;
let now = Temporal.Instant.from('2026-11-24T08:00:00Z');
const store = () => ({ db: database.db, clock: { now: () => now } });
const scope: ContentScope = { communityId: '5', kind: 'article' };
const elsewhere: ContentScope = { communityId: '6', kind: 'article' };
const by = (wantedSlug = 'faktury', authorId = '7') => ({ authorId, wantedSlug });
const draft = { ...scope, id: '1', authorId: '7', locale: 'pl', edits: undefined, text: 'Pierwsza' } as const;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

async function publish(id: string, text = 'Pierwsza', edits?: { contentId: string; version: number }) {
  await startContentDraft(store(), { ...draft, id, text, edits });
  const saved = await publishDraft(store(), scope, id, by());
  if (saved.outcome !== 'published') throw new Error(saved.outcome);
  return saved.item;
}

describe('a draft', () => {
  test('is there for its author, its community, its kind and 24 hours', async () => {
    await startContentDraft(store(), draft);
    const find = (where: ContentScope, authorId = '7') => findContentDraft(store(), where, { id: '1', authorId });
    expect(await find(scope)).toEqual(draft);
    expect(await find(elsewhere)).toBeUndefined();
    expect(await find({ ...scope, kind: 'template' })).toBeUndefined();
    expect(await find(scope, '8')).toBeUndefined();
    expect((await publishDraft(store(), elsewhere, '1', by())).outcome).toBe('gone');
    expect((await publishDraft(store(), scope, '1', by('faktury', '8'))).outcome).toBe('gone');
    await changeContentDraft(store(), draft, 'Druga');
    expect((await find(scope))?.text).toBe('Druga');
    now = now.add({ hours: 24 });
    expect(await find(scope)).toBeUndefined();
    expect((await publishDraft(store(), scope, '1', by())).outcome).toBe('gone');
    expect(await forget('contentDrafts', store())).toBe(1);
  });

  test('is saved once, however often the button is pressed', async () => {
    await startContentDraft(store(), draft);
    const saved = await Promise.all([1, 2, 3].map(() => publishDraft(store(), scope, '1', by())));
    // Each press is told what is true; one of them made it so.
    expect(saved.map(({ outcome }) => outcome)).toEqual(['published', 'published', 'published']);
    expect(await listContent(database.db, scope)).toHaveLength(1);
  });
});

describe('content', () => {
  test('has a slug of its own in its community, kind and language', async () => {
    expect([(await publish('1')).slug, (await publish('2')).slug, (await publish('3')).slug]).toEqual([
      'faktury',
      'faktury-2',
      'faktury-3',
    ]);
    await startContentDraft(store(), { ...draft, id: '4', locale: 'en' });
    await publishDraft(store(), scope, '4', by());
    expect((await findPublished(database.db, scope, 'faktury', 'en'))?.locale).toBe('en');
    expect((await findPublished(database.db, scope, 'faktury', 'pl'))?.locale).toBe('pl');
    // Only in the other language: better than nothing.
    expect((await findPublished(database.db, scope, 'faktury-2', 'en'))?.locale).toBe('pl');
  });

  test('of another community or kind is out of reach by every door', async () => {
    const { id } = await publish('1');
    for (const other of [elsewhere, { ...scope, kind: 'template' } as const]) {
      expect(await findContent(database.db, other, id)).toBeUndefined();
      expect(await setContentState(store(), other, id, 'removed', '7')).toBeUndefined();
      expect(await listVersions(database.db, other, id)).toEqual([]);
      expect(await restoreVersion(store(), other, id, { number: 1, authorId: '7' })).toBeUndefined();
      expect(await listContent(database.db, other)).toEqual([]);
      expect((await exportContent(database.db, other)).items).toEqual([]);
    }
    expect((await findContent(database.db, scope, id))?.state).toBe('published');
  });

  test('hidden or removed is not shown; restoring a version shows it again as the newest', async () => {
    const first = await publish('1');
    const second = await publish('2', 'Druga', { contentId: first.id, version: 1 });
    expect(second).toMatchObject({ id: first.id, version: 2, text: 'Druga' });
    await setContentState(store(), scope, first.id, 'hidden', '7');
    expect(await findPublished(database.db, scope, 'faktury', 'pl')).toBeUndefined();
    expect(await listContent(database.db, scope, ['hidden'])).toHaveLength(1);
    const restored = await restoreVersion(store(), scope, first.id, { number: 1, authorId: '8' });
    expect(restored).toMatchObject({ version: 3, text: 'Pierwsza', state: 'published' });
    expect(await findPublished(database.db, scope, 'faktury', 'pl')).toEqual(restored);
    const versions = await listVersions(database.db, scope, first.id);
    expect(versions.map(({ number, authorId }) => [number, authorId])).toEqual([
      [3, '8'],
      [2, '7'],
      [1, '7'],
    ]);
    expect(await restoreVersion(store(), scope, first.id, { number: 9, authorId: '8' })).toBeUndefined();
  });

  test('that changed meanwhile is not overwritten unseen', async () => {
    const { id } = await publish('1');
    const edits = { contentId: id, version: 1 };
    await startContentDraft(store(), { ...draft, id: '2', text: 'Moja', edits });
    await publish('3', 'Ich', edits);
    expect(await publishDraft(store(), scope, '2', by())).toMatchObject({ outcome: 'conflict', item: { version: 2 } });
    // Told of version 2, while a third comes in.
    await publish('4', 'Trzecia', { contentId: id, version: 2 });
    expect((await publishDraft(store(), scope, '2', { ...by(), over: 2 })).outcome).toBe('conflict');
    expect(await publishDraft(store(), scope, '2', { ...by(), over: 3 })).toMatchObject({ item: { version: 4 } });
    await setContentState(store(), scope, id, 'removed', '7');
    await startContentDraft(store(), { ...draft, id: '5', edits: { contentId: id, version: 4 } });
    expect((await publishDraft(store(), scope, '5', by())).outcome).toBe('gone');
  });
});

describe('export and import', () => {
  const isValid = ({ text }: { text: string }) => text !== 'źle';

  test('carry everything that is not removed to another community, and change nothing twice', async () => {
    const one = await publish('1');
    await setContentState(store(), scope, one.id, 'hidden', '7');
    await publish('2', 'Druga');
    const three = await publish('3');
    await setContentState(store(), scope, three.id, 'removed', '7');
    const read = readContentFile(JSON.stringify(await exportContent(database.db, scope)), 'article');
    const file = read.ok ? read.file : undefined;
    if (!file) throw new Error('unreadable');
    expect(file.items.map(({ slug, state }) => [slug, state])).toEqual([
      ['faktury', 'hidden'],
      ['faktury-2', 'published'],
    ]);
    const take = () => importContent(store(), elsewhere, file, { authorId: '9', isValid });
    expect(await take()).toEqual({ created: 2, changed: 0, unchanged: 0, refused: [] });
    expect(await take()).toEqual({ created: 0, changed: 0, unchanged: 2, refused: [] });
    expect(await exportContent(database.db, elsewhere)).toEqual(file);
  });

  test('a text that differs becomes a version; one that the check refuses is left out', async () => {
    const { id } = await publish('1');
    const item = { slug: 'faktury', locale: 'pl', state: 'published' } as const;
    const bad = { ...item, slug: 'zly', text: 'źle' };
    const file = {
      format: 'granica-content',
      version: 1,
      kind: 'article',
      items: [{ ...item, text: 'Nowa' }, bad],
    } as const;
    const outcome = await importContent(
      store(),
      scope,
      { ...file, items: [...file.items] },
      { authorId: '9', isValid },
    );
    expect(outcome).toEqual({ created: 0, changed: 1, unchanged: 0, refused: [bad] });
    expect((await listVersions(database.db, scope, id)).map(({ text }) => text)).toEqual(['Nowa', 'Pierwsza']);
  });

  test.each(['', '[]', '{"format":"other"}', '{"format":"granica-content","version":2,"kind":"article","items":[]}'])(
    '%j is no such file',
    (source) => {
      expect(readContentFile(source, 'article').ok).toBe(false);
    },
  );

  test('a slug with a path in it is refused, and so is another kind', () => {
    const items = [{ slug: '../x', locale: 'pl', state: 'published', text: '' }];
    const file = { format: 'granica-content', version: 1, kind: 'article', items };
    const slug = { code: 'item', kind: 'article', number: 1, field: 'slug' };
    expect(readContentFile(JSON.stringify(file), 'article')).toEqual({ ok: false, problems: [slug] });
    const none = JSON.stringify({ ...file, items: [] });
    expect(readContentFile(none, 'article')).toMatchObject({ ok: true, file: { items: [] } });
    expect(readContentFile(none, 'template')).toEqual({ ok: false, problems: [{ code: 'format' }] });
  });
});

test.each([
  ['Zaliczka – wzór łódzki', 'zaliczka-wzor-lodzki'],
  ['!!!', 'article'],
  ['日本', 'article'],
  [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
])('%j as a slug is %j', (title, slug) => {
  expect(slugOf(title, 'article')).toBe(slug);
});

test('a number keeps a slug free and short', () => {
  const long = 'a'.repeat(MAX_SLUG_LENGTH);
  expect(freeSlug(long, new Set([long]))).toBe(`${'a'.repeat(MAX_SLUG_LENGTH - 2)}-2`);
});
