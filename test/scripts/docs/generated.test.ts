import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { generatedPages } from '../../../scripts/docs/generated.ts';
import { variables } from '../../../src/config.ts';

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

it.each([...generatedPages()])('%s is what the code says (npm run docs:reference)', (path, text) => {
  expect(read(path)).toBe(text);
});

it.each(['docs/reference/commands.md', 'docs/pl/reference/commands.md'])('%s has every command once', (path) => {
  const names = [...(generatedPages().get(path) ?? '').matchAll(/^### (`.+`)$/gm)].map(([, name]) => name);
  expect(names).toHaveLength(commands.length);
  expect(new Set(names).size).toBe(commands.length);
});

it('the page on the environment has every variable that the bot reads, and no other', () => {
  const named = [...read('docs/reference/environment.md').matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name);
  expect(named.toSorted()).toEqual(variables.toSorted());
});
