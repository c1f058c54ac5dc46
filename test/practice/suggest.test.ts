import { describe, expect, it } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import type { Run } from '../../src/practice/runs.ts';
import type { Scene } from '../../src/practice/scene.ts';
import { loadScenes } from '../../src/practice/scenes.ts';
import { againRun, fittingScene, matchScenes, nextScene, sceneAbout, sceneNamed } from '../../src/practice/suggest.ts';
import { lateCall } from '../support/scenes.ts';

const evening = lateCall('pl');
const money = { ...evening, slug: 'money', title: 'Zniżka', kinds: ['haggling'] as const, section: 'reasons#x' };
const silence = { ...evening, slug: 'silence', title: 'Cisza', kinds: ['silence', 'haggling'] as const, section: 'y' };
const other = { ...evening, slug: 'friend', title: 'Przyjaciel', kinds: ['other'] as const, section: 'z' };
const scenes = [other, money, silence, evening];

const NOW = new Date('2026-12-01T10:00:00Z');
const run = (scene: string, days: number, end: Run['end'] = 'kept'): Run => ({
  ...{ play: '1', scene, locale: 'pl', structure: 'x', path: '000', end },
  endedAt: new Date(NOW.getTime() - days * 86_400_000),
});
const runsOf = (played: readonly Scene[]) => played.map(({ slug }) => run(slug, 1));

describe('the scene to try next', () => {
  it('fits what was logged most, and was not played yet', () => {
    const logged = [
      { kind: 'silence', count: 1 },
      { kind: 'haggling', count: 4 },
    ] as const;
    expect(nextScene(scenes, [], logged)).toMatchObject({ scene: money, because: 'logged' });
    expect(nextScene(scenes, [run('money', 1)], logged)).toMatchObject({ scene: silence, because: 'logged' });
    expect(nextScene(scenes, [run('money', 1), run('silence', 1)], logged)).toMatchObject({
      scene: evening,
      because: 'new',
    });
  });

  it('is about a frequent kind where nothing was logged, then about one not rehearsed yet, and each at some time', () => {
    const deadline = { ...evening, slug: 'deadline', kinds: ['after-hours', 'unrealistic-deadline'] as const };
    const all = [other, deadline, money, silence, evening];
    const order: string[] = [];
    for (const _each of all) {
      const next = nextScene(
        all,
        order.map((slug) => run(slug, 1)),
        [],
      );
      expect(next?.because).toBe('new');
      order.push(next?.scene.slug ?? '');
    }
    expect(order).toEqual(['deadline', 'late-call', 'money', 'silence', 'friend']);
  });

  it('begins each language of the content with contact after hours, and leaves out no scene', () => {
    for (const locale of LOCALES) {
      const own = loadScenes(CONTENT_DIR, locale);
      const order: Scene[] = [];
      for (let next = nextScene(own, [], []); next; next = nextScene(own, runsOf(order), [])) order.push(next.scene);
      expect(order[0]?.kinds[0]).toBe('after-hours');
      expect(new Set(order)).toEqual(new Set(own));
    }
  });

  it('is none once all were played', () => {
    expect(nextScene(scenes, runsOf(scenes), [{ kind: 'haggling', count: 1 }])).toBeUndefined();
  });
});

describe('the scene to come back to', () => {
  it('was last played a month ago, and ended least well', () => {
    expect(againRun([run('money', 27)], NOW)).toBeUndefined();
    expect(againRun([run('money', 28), run('silence', 40, 'given-up')], NOW)?.scene).toBe('silence');
    expect(againRun([run('silence', 2), run('money', 30), run('silence', 40, 'given-up')], NOW)?.scene).toBe('money');
  });
});

describe('the scene for something else', () => {
  it('fits the kind, its main one first', () => {
    expect(fittingScene(scenes, 'haggling')).toBe(money);
    expect(fittingScene([silence], 'haggling')).toBe(silence);
    expect(fittingScene(scenes, 'late-payment')).toBeUndefined();
    expect(fittingScene(scenes, 'other')).toBeUndefined();
  });

  it('is about the article, or the first kind that it answers', () => {
    expect(sceneAbout(scenes, 'reasons', [])).toBe(money);
    expect(sceneAbout(scenes, 'elsewhere', ['silence', 'haggling'])).toBe(silence);
    expect(sceneAbout(scenes, 'elsewhere', ['other', 'silence'])).toBeUndefined();
    expect(sceneAbout(scenes, 'elsewhere', [undefined])).toBeUndefined();
  });

  it('is about the section rather than about another one of its article', () => {
    const calls = { ...silence, slug: 'calls', section: 'reasons#calls' };
    const all = [money, calls, evening];
    expect(sceneAbout(all, 'reasons#calls', ['haggling'])).toBe(calls);
    expect(sceneAbout(all, 'reasons#late', ['after-hours'])).toBe(evening);
    expect(sceneAbout(all, 'reasons#late', [undefined])).toBe(money);
    expect(sceneAbout(all, 'reasons', ['after-hours'])).toBe(money);
  });
});

it('is found by title before the rest, without its diacritics, and by nothing in all its words', () => {
  expect(matchScenes(scenes, 'znizka')).toEqual([money]);
  expect(matchScenes(scenes, 'hanna')).toHaveLength(4);
  expect(matchScenes(scenes, 'hanna nikt')).toEqual([]);
  expect(sceneNamed(scenes, ' CISZA ')).toBe(silence);
  expect(sceneNamed(scenes, 'money')).toBe(money);
});
