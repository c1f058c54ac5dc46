import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/practice/runs.ts';
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

describe('the scene to try next', () => {
  it('fits what was logged most, and was not played yet', () => {
    const logged = [
      { kind: 'silence', count: 1 },
      { kind: 'haggling', count: 4 },
    ] as const;
    expect(nextScene(scenes, [], logged)).toMatchObject({ scene: money, because: 'logged' });
    expect(nextScene(scenes, [run('money', 1)], logged)).toMatchObject({ scene: silence, because: 'logged' });
    expect(nextScene(scenes, [run('money', 1), run('silence', 1)], logged)).toMatchObject({
      scene: other,
      because: 'new',
    });
  });

  it('is the first new one where nothing was logged, and none once all were played', () => {
    expect(nextScene(scenes, [run('friend', 1)], [])).toMatchObject({ scene: money, because: 'new' });
    const all = scenes.map(({ slug }) => run(slug, 1));
    expect(nextScene(scenes, all, [{ kind: 'haggling', count: 1 }])).toBeUndefined();
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
});

it('is found by title before the rest, without its diacritics, and by nothing in all its words', () => {
  expect(matchScenes(scenes, 'znizka')).toEqual([money]);
  expect(matchScenes(scenes, 'hanna')).toHaveLength(4);
  expect(matchScenes(scenes, 'hanna nikt')).toEqual([]);
  expect(sceneNamed(scenes, ' CISZA ')).toBe(silence);
  expect(sceneNamed(scenes, 'money')).toBe(money);
});
