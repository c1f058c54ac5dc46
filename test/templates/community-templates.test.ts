import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadContent } from '../../src/app/content.ts';
import { type ContentScope, setContentState } from '../../src/library/content.ts';
import { addVersion, createItem } from '../../src/library/versions.ts';
import { writeCommunityTemplate } from '../../src/templates/community.ts';
import { createCommunityTemplates } from '../../src/templates/community-templates.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const { templates } = await loadContent();
const HERE: ContentScope = { communityId: '5', kind: 'template' };
const clock = testClock('2026-11-24T08:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const store = () => ({ db: database.db, clock });
const file = (title: string) => writeCommunityTemplate({ title, summary: '', keywords: [], text: 'Dzień dobry!' });
const write = (slug: string, title: string, { communityId = '5', locale = 'pl' as const } = {}) =>
  createItem(store(), { ...HERE, communityId, slug, locale, text: file(title), authorId: '7' });

function kept(maxCharacters?: number) {
  const { db, memory } = database;
  const own = createCommunityTemplates({ db, memory, templates }, maxCharacters);
  const titles = async (communityId = '5') =>
    (await own.find(communityId, 'pl')).templates
      .filter(({ origin }) => origin === 'community')
      .map((one) => one.title);
  const state = async (communityId?: string) => (await own.find(communityId, 'pl')).state;
  return { titles, state, find: own.find };
}

describe('the templates of a community', () => {
  it('stand before the catalogue, and nowhere else', async () => {
    const { find, titles } = kept();
    await write('hallo', 'Powitanie');
    expect(await titles()).toEqual(['Powitanie']);
    expect(await titles('6')).toEqual([]);
    const catalogue = (await find(undefined, 'pl')).templates;
    expect(catalogue.map(({ reference }) => reference)).toEqual(templates.pl.templates.map(({ id }) => id));
    expect((await find('5', 'pl')).templates.slice(1)).toEqual(catalogue);
  });

  it('are known until one changes, and then another state', async () => {
    const { titles, state } = kept();
    const item = await write('hallo', 'Powitanie');
    await database.catchUp?.();
    const first = await state('5');
    expect([await titles(), await state('5')]).toEqual([['Powitanie'], first]);
    const seen = [first];
    const changes = [
      () => addVersion(store(), item, { text: file('Dobry początek'), authorId: '7' }),
      () => setContentState(store(), HERE, item.id, 'hidden', '7'),
      () => setContentState(store(), HERE, item.id, 'published', '7'),
      () => setContentState(store(), HERE, item.id, 'removed', '7'),
    ];
    const expected = [['Dobry początek'], [], ['Dobry początek'], []];
    for (const [at, change] of changes.entries()) {
      await change();
      expect(await titles()).toEqual(expected[at]);
      const now = await state('5');
      expect(now).not.toBe(seen.at(-1));
      seen.push(now);
    }
    // Without any, as outside a community.
    expect(seen[2]).toBe(await state());
  });

  it('make room for those of others', async () => {
    const { titles, state } = kept(3000);
    await write('hallo', 'Powitanie');
    await write('hallo', 'Powitanie', { communityId: '6' });
    await database.catchUp?.();
    const states: string[] = [];
    for (const communityId of ['5', '5', '6', '5']) {
      expect(await titles(communityId)).toEqual(['Powitanie']);
      states.push(await state(communityId));
    }
    expect(new Set(states).size).toBe(3);
    expect(states[1]).toBe(states[0]);
  });
});
