import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadContent } from '../../../src/app/content.ts';
import { createCommunityGuides } from '../../../src/guide/community/guides.ts';
import { search } from '../../../src/guide/search/search.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import type { ContentScope } from '../../../src/library/content.ts';
import { setContentState } from '../../../src/library/content.ts';
import { addVersion, createItem } from '../../../src/library/versions.ts';
import { testClock } from '../../support/clock.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

const content = await loadContent();
const HERE: ContentScope = { communityId: '5', kind: 'article' };
const ELSEWHERE: ContentScope = { communityId: '6', kind: 'article' };
const GUIDES = 'tip-official-channels';
const clock = testClock('2026-11-24T08:00:00Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const store = () => ({ db: database.db, clock });
const guides = (maxCharacters?: number) => createCommunityGuides({ db: database.db, ...content }, maxCharacters);

function text(title: string, word: string, section = '') {
  return `---\ntitle: ${title}\nsummary: O czymś\nkeywords: [${word}]\nquestions: [Co to jest ${word}?]\n---\n\nTekst o ${word}.\n${section}`;
}

function write(slug: string, source: string, { scope = HERE, locale = 'pl' as Locale } = {}) {
  return createItem(store(), { ...scope, slug, locale, text: source, authorId: '7' });
}

async function found(from: ReturnType<typeof guides>, query: string, communityId = '5', locale: Locale = 'pl') {
  const { sources } = await from.find(communityId, locale);
  return search(sources, query).results.map(({ document }) => document.id);
}

describe('the guide of a community', () => {
  it('holds its own articles in a part of their own, found at once and nowhere else', async () => {
    const ours = guides();
    expect(await found(ours, 'kwarantanna')).toEqual([]);
    await write('kwarantanna', text('Kwarantanna', 'kwarantanna', '\n## Kiedy {#kiedy}\n\nPo zleceniu.\n'));
    expect(await found(ours, 'kwarantanna')).toEqual(['kwarantanna', 'kwarantanna#kiedy']);
    // Another process, which has read nothing yet, and one that had.
    expect(await found(guides(), 'kwarantanna')).toHaveLength(2);
    const { guide } = await ours.find('5', 'pl');
    expect(guide.parts.at(-1)).toMatchObject({ id: 'community', articles: [{ slug: 'kwarantanna' }] });
    expect([...guide.articles.keys()].at(-1)).toBe('kwarantanna');
    for (const communityId of ['6', undefined]) {
      expect((await ours.find(communityId, 'pl')).guide.articles.has('kwarantanna')).toBe(false);
      expect((await ours.find(communityId, 'pl')).sources).toHaveLength(1);
    }
  });

  it('changes with every version, by whichever process, and forgets sections that are gone', async () => {
    const [ours, theirs] = [guides(), guides()];
    const item = await write('a', text('Alfa', 'kwarantanna', '\n## Część {#czesc}\n\nHipopotam.\n'));
    expect(await found(ours, 'hipopotam')).toContain('a#czesc');
    expect(await found(theirs, 'hipopotam')).toContain('a#czesc');
    await addVersion(store(), item, { text: text('Beta', 'teleskop'), authorId: '7' });
    for (const each of [ours, theirs]) {
      expect(await found(each, 'hipopotam')).toEqual([]);
      expect(await found(each, 'teleskop')).toEqual(['a']);
      expect((await each.find('5', 'pl')).guide.articles.get('a')?.title).toBe('Beta');
    }
    await setContentState(store(), HERE, item.id, 'hidden', '7');
    expect(await found(ours, 'teleskop')).toEqual([]);
    await setContentState(store(), HERE, item.id, 'published', '7');
    expect(await found(ours, 'teleskop')).toEqual(['a']);
    await setContentState(store(), HERE, item.id, 'removed', '7');
    expect((await ours.find('5', 'pl')).guide).toBe(content.guides.pl);
  });

  it('keeps answers until an article changes, each language and community its own', async () => {
    const ours = guides();
    const item = await write('a', text('Alfa', 'kwarantanna'));
    const ask = async (answer: string, communityId: string | undefined, locale: Locale) => {
      const { answers } = await ours.find(communityId, locale);
      return answers.recall('search', 'pytanie', () => answer);
    };
    const everywhere = async (answer: string) => [
      await ask(answer, '5', 'pl'),
      await ask(answer, '5', 'en'),
      await ask(answer, undefined, 'pl'),
      await ask(answer, undefined, 'en'),
    ];
    expect([await ask('a', '5', 'pl'), await ask('b', '5', 'en'), await ask('c', undefined, 'pl')]).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(await everywhere('d')).toEqual(['a', 'b', 'c', 'd']);
    // A community that changed nothing reads the guide itself.
    expect(await ask('e', '6', 'pl')).toBe('c');
    await addVersion(store(), item, { text: text('Beta', 'teleskop'), authorId: '7' });
    expect(await everywhere('f')).toEqual(['f', 'f', 'c', 'd']);
    await setContentState(store(), HERE, item.id, 'hidden', '7');
    expect(await everywhere('g')).toEqual(['g', 'g', 'c', 'd']);
    await setContentState(store(), HERE, item.id, 'removed', '7');
    expect(await everywhere('h')).toEqual(['c', 'd', 'c', 'd']);
  });

  it('replaces an article of the guide in its place, in one language', async () => {
    const ours = guides();
    await write(GUIDES, text('Nasze kanały', 'teleskop'));
    const { guide } = await ours.find('5', 'pl');
    expect([...guide.articles.keys()]).toEqual([...content.guides.pl.articles.keys()]);
    expect(guide.articles.get(GUIDES)).toMatchObject({ title: 'Nasze kanały', part: 'tips' });
    expect(await found(ours, 'teleskop')).toEqual([GUIDES]);
    const title = content.guides.pl.articles.get(GUIDES)?.title ?? '';
    const { sources } = await ours.find('5', 'pl');
    const titles = search(sources, title).results.map(({ document }) => document.title);
    expect(titles).not.toContain(title);
    expect((await ours.find('5', 'en')).guide.articles.get(GUIDES)?.title).toBe(
      content.guides.en.articles.get(GUIDES)?.title,
    );
  });

  it('is without an article that is hidden, and whole again once it is not', async () => {
    const ours = guides();
    const title = content.guides.pl.articles.get(GUIDES)?.title ?? '';
    expect(await found(ours, title)).toContain(GUIDES);
    const note = await write(GUIDES, `---\ntitle: ${title}\n---\n`);
    await setContentState(store(), HERE, note.id, 'hidden', '7');
    expect((await found(ours, title)).some((id) => id.startsWith(GUIDES))).toBe(false);
    expect((await ours.find('5', 'pl')).guide.articles.has(GUIDES)).toBe(false);
    // A note that is no article never replaces one.
    await setContentState(store(), HERE, note.id, 'published', '7');
    expect(await found(ours, title)).toContain(GUIDES);
  });

  it('shows in one language what was written in the other alone', async () => {
    const ours = guides();
    await write('quarantine', text('Quarantine', 'telescope'), { locale: 'en' });
    expect((await ours.find('5', 'pl')).guide.articles.get('quarantine')?.title).toBe('Quarantine');
    expect(await found(ours, 'telescope')).toEqual(['quarantine']);
    await write('quarantine', text('Kwarantanna', 'teleskop'));
    expect((await ours.find('5', 'pl')).guide.articles.get('quarantine')?.title).toBe('Kwarantanna');
    expect((await ours.find('5', 'en')).guide.articles.get('quarantine')?.title).toBe('Quarantine');
  });

  it('does not drown in the community’s articles on its own themes', async () => {
    const theme = content.guides.pl.articles.get(GUIDES);
    for (let number = 0; number < 60; number += 1) {
      const source = `---\ntitle: Kanały ${number}\nsummary: O kanałach\nkeywords: [kanały komunikacji]\n---\n\n${theme?.opening}\n`;
      await write(`kanaly-${number}`, source);
    }
    const ids = await found(guides(), `${theme?.title}`);
    expect(ids[0]).toMatch(new RegExp(`^${GUIDES}`));
    expect(ids.some((id) => id.startsWith('kanaly-'))).toBe(true);
  });

  it('stays right when several ask at once and when there is no room to keep anything', async () => {
    const tight = guides(1);
    await write('a', text('Alfa', 'teleskop'));
    await write('b', text('Beta', 'teleskop'), { scope: ELSEWHERE });
    const asked = await Promise.all(
      ['5', '6', '5', '6', '7'].map((communityId) => found(tight, 'teleskop', communityId)),
    );
    expect(asked).toEqual([['a'], ['b'], ['a'], ['b'], []]);
  });
});
