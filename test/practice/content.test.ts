import { describe, expect, it } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { VIOLATION_KINDS } from '../../src/kinds/violations.ts';
import { allPaths } from '../../src/practice/paths.ts';
import { REGISTERS, type Scene } from '../../src/practice/scene.ts';
import { loadScenes } from '../../src/practice/scenes.ts';

/** Texts of a scene that people read as said by somebody. */
const replies = (scene: Scene): string[] =>
  scene.nodes.flatMap((node) => (node.type === 'turn' ? node.replies.map(({ text }) => text) : []));

describe.each(LOCALES)('the scenes in %s', (locale) => {
  const scenes = loadScenes(CONTENT_DIR, locale);

  it('are sixteen, over every kind of violation and every register', () => {
    expect(scenes).toHaveLength(16);
    expect(VIOLATION_KINDS.filter((kind) => !scenes.some(({ kinds }) => kinds.includes(kind)))).toEqual([]);
    for (const register of REGISTERS)
      expect(scenes.filter((scene) => scene.register === register).length).toBeGreaterThanOrEqual(4);
  });

  it('can go well in more than one way, and each end is reached by written replies alone', () => {
    for (const scene of scenes) {
      const reached = new Set([...allPaths(scene, false)].map(({ end }) => end.id));
      const ends = scene.nodes.flatMap((node) => (node.type === 'end' ? [node] : []));
      expect([scene.slug, ends.filter(({ id }) => !reached.has(id)).map(({ id }) => id)]).toEqual([scene.slug, []]);
      expect([scene.slug, ends.some(({ end }) => end === 'given-up')]).toEqual([scene.slug, true]);
      const good = ends.filter(
        ({ end, relationship }) => end !== 'given-up' && /^(?:stronger|same)$/.test(relationship),
      );
      expect([scene.slug, good.length >= 2]).toEqual([scene.slug, true]);
    }
  });

  it('have no reply twice', () => {
    const all = scenes.flatMap(replies);
    expect(all.filter((text, at) => all.indexOf(text) < at)).toEqual([]);
  });
});
