import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadGuide } from '../../../../src/guide/articles.ts';
import { guideSources } from '../../../../src/guide/search/guide-sources.ts';
import { modelFile, readMeaning } from '../../../../src/guide/search/meaning/reader.ts';
import { search } from '../../../../src/guide/search/search.ts';

const contentDir = fileURLToPath(new URL('../../../../content', import.meta.url));
const guides = { pl: loadGuide(contentDir, 'pl'), en: loadGuide(contentDir, 'en') };

function folderWith(write: (file: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'meaning-'));
  const file = modelFile(folder, 'en');
  mkdirSync(dirname(file), { recursive: true });
  write(file);
  return folder;
}

const broken: [string, (file: string) => void][] = [
  ['missing', () => undefined],
  ['empty', (file) => writeFileSync(file, '')],
  ['no model', (file) => writeFileSync(file, 'once upon a time')],
  [
    'of another version',
    (file) => {
      const header = Buffer.from('{"version":0}');
      const length = Buffer.alloc(4);
      length.writeUInt32LE(header.length);
      writeFileSync(file, Buffer.concat([length, header]));
    },
  ],
];

describe.each(broken)('a model that is %s', (_, write) => {
  test('is warned about once, and the search goes by words', async () => {
    const warnings: string[] = [];
    const reader = readMeaning(folderWith(write), 'en', (message) => warnings.push(message));
    const sources = await guideSources(guides, { pl: () => undefined, en: reader });
    const words = await guideSources(guides);
    expect(warnings).toEqual([]);
    for (const query of ['unpaid invoice', 'calls at night', 'bread'])
      expect(search([sources.en], query)).toEqual(search([words.en], query));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('by words alone');
  });
});

test('the model in the repository is read once, at the first query', () => {
  const warnings: string[] = [];
  const folder = folderWith((file) => copyFileSync(modelFile(contentDir, 'en'), file));
  const reader = readMeaning(folder, 'en', (message) => warnings.push(message));
  const model = reader();
  expect(model?.locale).toBe('en');
  expect(reader()).toBe(model);
  expect(warnings).toEqual([]);
});
