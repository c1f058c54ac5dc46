import { describe, expect, it } from 'vitest';
import { allPaths, decidedBy, follow } from '../../src/practice/paths.ts';
import { lateCall } from '../support/scenes.ts';

describe.each(['pl', 'en'] as const)('the paths of a scene in %s', (locale) => {
  const scene = lateCall(locale);

  it('lead from the start to every end in three to six turns', () => {
    const paths = [...allPaths(scene)];
    expect(new Set(paths.map(({ end }) => end.id))).toEqual(
      new Set(['arranged', 'by-ten', 'exception', 'any-time', 'leaves']),
    );
    expect(new Set(paths.map(({ path }) => path)).size).toBe(paths.length);
    for (const { steps } of paths) {
      expect(steps.length).toBeGreaterThanOrEqual(3);
      expect(steps.length).toBeLessThanOrEqual(6);
    }
  });

  it('are fewer without own words, which lead to the same ends', () => {
    const written = [...allPaths(scene, false)];
    expect(written.length).toBeLessThan([...allPaths(scene)].length);
    expect(written.every(({ path }) => /^[0-3]+$/.test(path))).toBe(true);
  });

  it('are followed again by their marks', () => {
    for (const { path, steps, end } of allPaths(scene)) {
      const place = follow(scene, path);
      expect(place?.at).toBe(end);
      expect(place?.steps.map(({ turn }) => turn.id)).toEqual(steps.map(({ turn }) => turn.id));
    }
  });

  it('begin at the start', () => expect(follow(scene, '')?.at.id).toBe('start'));

  it.each(['9', '3', '0000000000', 'z', '000 '])('know no path “%s”', (path) => {
    expect(follow(scene, path)).toBeUndefined();
  });

  it('name the reply that decided: the last at a deciding node', () => {
    // start → pushes-again → sighs → arranged
    const place = follow(scene, '000');
    expect(place && decidedBy(place)?.turn.id).toBe('sighs');
    // start → hurt → cold → talks → any-time, which one-more or talks decides
    const cold = follow(scene, '2201');
    expect(cold?.at.id).toBe('any-time');
    expect(cold && decidedBy(cold)?.turn.id).toBe('talks');
  });

  it('have no deciding reply before the end', () => {
    const place = follow(scene, '0');
    expect(place && decidedBy(place)).toBeUndefined();
  });
});
