import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Locale } from '../../src/i18n/locales.ts';
import { type ContentScope, setContentState } from '../../src/library/content.ts';
import { hideOwnPiece, showOwnPiece } from '../../src/library/hide.ts';
import { addVersion, createItem } from '../../src/library/versions.ts';
import { createCommunityScenes } from '../../src/practice/community-scenes.ts';
import { testClock } from '../support/clock.ts';
import { typedFile } from '../support/community-scene.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { TEST_SCENES } from '../support/practice.ts';
import { LATE_CALL } from '../support/scenes.ts';

const HERE: ContentScope = { communityId: '5', kind: 'scene' };
const clock = testClock('2026-11-24T08:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const store = () => ({ db: database.db, clock });
const write = (slug: string, title: string, { communityId = '5', locale = 'pl' as Locale } = {}) =>
  createItem(store(), { ...HERE, communityId, slug, locale, text: typedFile(locale, { title }), authorId: '7' });

function kept(maxCharacters?: number) {
  const { db, memory } = database;
  const scenes = createCommunityScenes({ db, memory, scenes: TEST_SCENES }, maxCharacters);
  const titles = async (locale: Locale = 'pl', communityId: string | undefined = '5') =>
    (await scenes.find(communityId))[locale].map(({ title, origin }) => (origin ? title : '(content)'));
  return { scenes, titles };
}

describe('the scenes of a community', () => {
  it('stand before those of the content by title, and nowhere else', async () => {
    const { scenes, titles } = kept();
    await write('b', 'Żaba');
    await write('a', 'Zaliczka');
    expect(await titles()).toEqual(['Zaliczka', 'Żaba', '(content)']);
    expect(await titles('pl', '6')).toEqual(['(content)']);
    expect((await scenes.find(undefined)).pl).toEqual(TEST_SCENES.pl);
  });

  it('replace one of the content by name in their language alone, and are there for those who read another', async () => {
    const { titles } = kept();
    await write(LATE_CALL, 'Nasz telefon');
    await write('a', 'Zaliczka');
    expect(await titles('pl')).toEqual(['Nasz telefon', 'Zaliczka']);
    expect(await titles('en')).toEqual(['Zaliczka', '(content)']);
    await write('a', 'Deposit', { locale: 'en' });
    await database.catchUp?.();
    expect(await titles('en')).toEqual(['Deposit', '(content)']);
    expect(await titles('pl')).toEqual(['Nasz telefon', 'Zaliczka']);
  });

  it('leave out those of the content that were hidden, and their own while they are', async () => {
    const { titles } = kept();
    const item = await write('a', 'Zaliczka');
    const late = { slug: LATE_CALL, titles: { pl: 'Telefon', en: 'The call' } };
    await hideOwnPiece(store(), HERE, late, { actorId: '7', locale: 'pl' });
    expect([await titles('pl'), await titles('en')]).toEqual([['Zaliczka'], ['Zaliczka']]);
    await setContentState(store(), HERE, item.id, 'hidden', '7');
    await showOwnPiece(store(), HERE, late, { actorId: '7', locale: 'pl' });
    await database.catchUp?.();
    expect([await titles('pl'), await titles('en')]).toEqual([['(content)'], ['(content)']]);
  });

  it('are parsed once until one changes', async () => {
    const { scenes, titles } = kept();
    const item = await write('a', 'Zaliczka');
    await database.catchUp?.();
    const first = await scenes.find('5');
    expect(await scenes.find('5')).toBe(first);
    await addVersion(store(), item, { text: typedFile('pl', { title: 'Zadatek' }), authorId: '7' });
    await database.catchUp?.();
    expect(await titles()).toEqual(['Zadatek', '(content)']);
    await setContentState(store(), HERE, item.id, 'removed', '7');
    await database.catchUp?.();
    expect(await titles()).toEqual(['(content)']);
  });

  it('make room for those of others', async () => {
    const { scenes } = kept(5000);
    for (const communityId of ['5', '6']) await write('a', 'Zaliczka', { communityId });
    await database.catchUp?.();
    const first = await scenes.find('5');
    await scenes.find('6');
    expect(await scenes.find('5')).not.toBe(first);
    expect(await scenes.find('5')).toEqual(first);
  });

  it('are left out where their text is no longer a scene, and the others stay', async () => {
    const { titles } = kept();
    const item = await write('a', 'Zaliczka');
    await write('b', 'Żaba');
    await addVersion(store(), item, { text: '---\ntitle: Zaliczka\n---\n', authorId: '7' });
    expect(await titles()).toEqual(['Żaba', '(content)']);
  });
});
