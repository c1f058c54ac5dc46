import { cpSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { referableOf } from '../../scripts/check-content.ts';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { VIOLATION_KINDS } from '../../src/kinds/violations.ts';
import { checkScenes } from '../../src/practice/check.ts';
import { REGISTERS } from '../../src/practice/scene.ts';
import { loadScenes } from '../../src/practice/scenes.ts';
import { SCENES_DIR } from '../support/scenes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'granica-scenes-'));
  cpSync(SCENES_DIR, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const referable = { pl: referableOf(CONTENT_DIR, 'pl'), en: referableOf(CONTENT_DIR, 'en') };
const english = 'en/practice/late-call.md';

function edit(change: (text: string) => string): void {
  const file = join(folder, english);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

it('finds nothing wrong with the scenes as they are', () => {
  expect(checkScenes(CONTENT_DIR, referable)).toEqual([]);
  expect(checkScenes(folder, referable)).toEqual([]);
});

describe.each(LOCALES)('the scenes in %s', (locale) => {
  const scenes = loadScenes(CONTENT_DIR, locale);

  it('are sixteen, the same in both languages', () => {
    expect(scenes.length).toBeGreaterThanOrEqual(16);
    expect(scenes.map(({ slug }) => slug)).toEqual(loadScenes(CONTENT_DIR, 'pl').map(({ slug }) => slug));
  });

  it('are about every kind of violation, by mail, in a chat and on the phone', () => {
    expect(new Set(scenes.map(({ kinds }) => kinds[0]))).toEqual(new Set(VIOLATION_KINDS));
    expect(new Set(scenes.map(({ register }) => register))).toEqual(new Set(REGISTERS));
  });
});

it('misses a scene that is there in one language only', () => {
  unlinkSync(join(folder, english));
  expect(checkScenes(folder, referable)).toEqual([expect.stringMatching(/^content\/en\/.*there in pl only/)]);
});

it('sees what the languages do not share', () => {
  edit((text) => text.replace('register: call', 'register: chat'));
  expect(checkScenes(folder, referable)).toEqual([
    expect.stringMatching(/^content\/pl\/.*register is not the same in en/),
    expect.stringMatching(/^content\/en\/.*register is not the same in pl/),
  ]);
});

it('stops the start for a scene that breaks a rule', () => {
  edit((text) => text.replace('-> by-ten', '-> nowhere'));
  expect(() => loadScenes(folder, 'en')).toThrow(/late-call\.md:\d+: .*nowhere/);
  expect(() => loadScenes(folder, 'pl')).not.toThrow();
});

it('has no scenes where there is no folder of them', () => {
  rmSync(join(folder, 'pl'), { recursive: true });
  expect(loadScenes(folder, 'pl')).toEqual([]);
});
