import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runParts } from '../../scripts/parts.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'granica-parts-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Runs parts that are given as code, and gives back what is shown. */
async function run(parts: Readonly<Record<string, string>>) {
  const shown: string[] = [];
  const named = Object.entries(parts).map(([name, code]) => ({ name, script: ['-e', code] }));
  return { failed: await runParts(named, { cwd, show: (text) => void shown.push(text) }), text: shown.join('') };
}

it('is silent when nothing is wrong', async () => {
  expect(await run({ types: 'console.log("all well")', lint: '' })).toEqual({ failed: 0, text: '' });
});

it('runs all parts, and shows what those say that fail, in their order', async () => {
  const { failed, text } = await run({
    types: 'console.log("a wrong type"); process.exit(2)',
    lint: 'console.log("all well")',
    content: 'console.error("a missing text"); process.exitCode = 1',
    strings: 'process.exit(3)',
  });
  expect(failed).toBe(3);
  expect(text).toBe(
    '=== types\na wrong type\n\n=== content\na missing text\n\n=== strings\nIt ended with 3, without a word.\n\n3 of 4 checks failed.\n',
  );
});

it('passes on what could not be checked', async () => {
  const { failed, text } = await run({ spelling: 'console.error("hunspell is not installed")', lint: '' });
  expect(failed).toBe(0);
  expect(text).toBe('=== spelling\nhunspell is not installed\n\n');
});

it('runs two at a time: each of two that wait for one another is done', async () => {
  const waitFor = (own: string, other: string) => `
    const fs = require('node:fs');
    fs.writeFileSync('${own}', '');
    const look = () => { if (!fs.existsSync('${other}')) setTimeout(look, 5); };
    look();`;
  expect(await run({ one: waitFor('a', 'b'), other: waitFor('b', 'a') })).toEqual({ failed: 0, text: '' });
});
