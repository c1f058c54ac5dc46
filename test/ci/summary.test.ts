import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../.ci/summary.mjs', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'summary-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Status = 'passed' | 'failed' | 'skipped' | 'todo';

/** Writes a report as vitest does, and returns the line of results that names it. */
function run(name: string, exitCode: number, tests: Record<string, Status>, unloadable: string[] = []): string {
  const path = join(folder, `${name}.json`);
  const assertionResults = Object.entries(tests).map(([fullName, status]) => ({ fullName, status }));
  const broken = unloadable.map((file) => ({ name: file, status: 'failed', assertionResults: [] }));
  writeFileSync(
    path,
    JSON.stringify({ testResults: [{ name: 'a.test.ts', status: 'x', assertionResults }, ...broken] }),
  );
  return `tests\t${name}\t${exitCode}\t${path}`;
}

function summary(...results: string[]) {
  const list = join(folder, 'results');
  writeFileSync(list, results.map((line) => `${line}\n`).join(''));
  const { stdout, status } = spawnSync(process.execPath, [script, list], { encoding: 'utf8' });
  return { last: stdout.trimEnd().split('\n').at(-1), status, stdout };
}

describe('the last line of .ci/run', () => {
  test('sums up checks and tests of all runs', () => {
    const result = summary('check\tnpm ci\t0', run('a', 0, { x: 'passed', y: 'passed' }), run('b', 0, { x: 'passed' }));
    expect(result).toMatchObject({ last: '4 passed, 0 failed', status: 0 });
  });

  test('names and counts what failed', () => {
    const result = summary('check\tlint\t2', run('a', 1, { x: 'failed', y: 'passed' }));
    expect(result).toMatchObject({ last: '1 passed, 2 failed', status: 1 });
    expect(result.stdout).toContain('Failed: lint\nFailed: a: a.test.ts: x\n');
  });

  test('a test that only one run skips is not skipped; one that all skip fails the whole', () => {
    const one = summary(run('a', 0, { x: 'skipped', y: 'passed' }), run('b', 0, { x: 'passed', y: 'skipped' }));
    expect(one).toMatchObject({ last: '2 passed, 0 failed', status: 0 });
    const all = summary(run('a', 0, { x: 'skipped', y: 'passed', z: 'todo' }), run('b', 0, { x: 'skipped' }));
    expect(all).toMatchObject({ last: '1 passed, 0 failed, 2 skipped', status: 1 });
    expect(all.stdout).toContain('Skipped: a.test.ts: x\n');
  });

  test.each([
    ['a file that cannot be loaded', () => run('a', 1, { x: 'passed' }, ['b.test.ts'])],
    ['an unhandled error beside passing tests', () => run('a', 1, { x: 'passed' })],
    ['a report that was never written', () => 'check\tother\t0\ntests\ta\t0\t/nowhere.json'],
  ])('%s counts as one failure', (_name, results) => {
    expect(summary(results())).toMatchObject({ last: '1 passed, 1 failed', status: 1 });
  });

  test('nothing at all is not a success', () => {
    expect(summary()).toMatchObject({ last: '0 passed, 0 failed', status: 1 });
  });
});

test('.ci/run is a script that bash can read', () => {
  execFileSync('bash', ['-n', fileURLToPath(new URL('../../.ci/run', import.meta.url))]);
});
