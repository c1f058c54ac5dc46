import { expect, it } from 'vitest';
import { readScene } from '../../src/practice/read-scene.ts';
import { structureOf } from '../../src/practice/structure.ts';
import { lateCall, lateCallSource } from '../support/scenes.ts';

const source = lateCallSource('en');
const changed = (what: string | RegExp, by: string) => {
  const text = source.replace(what, by);
  expect(text).not.toBe(source);
  const { scene } = readScene('late-call', 'en', text);
  if (!scene) throw new Error('the changed scene breaks a rule');
  return structureOf(scene);
};

it('is the same for the same links, whatever the words', () => {
  expect(structureOf(lateCall('en'))).toMatch(/^[\w-]{6}$/);
  expect(changed('She is silent for a moment.', 'She says nothing for a while.')).toBe(structureOf(lateCall('en')));
  expect(changed('“Of course.” ->', '“Sure.” ->')).toBe(structureOf(lateCall('en')));
});

it('differs with a link, with what becomes of the boundary, and with the language', () => {
  const all = [
    structureOf(lateCall('en')),
    structureOf(lateCall('pl')),
    changed('“Whenever it is really urgent.” -> any-time', '“Whenever it is really urgent.” -> arranged'),
    changed('(end: partly,', '(end: kept,'),
    changed('sharp: hurt\n\n## pushes', 'sharp: takes-over\n\n## pushes'),
  ];
  expect(new Set(all).size).toBe(all.length);
});
