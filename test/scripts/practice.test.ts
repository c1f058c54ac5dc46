import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/practice.ts', import.meta.url));

function printed(...options: string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, [script, ...options], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(stderr).toBe('');
  return stdout;
}

it('prints the paths through written replies, and those through own words only when asked', () => {
  const written = printed('--paths', 'silence-after-draft', '--locale', 'en');
  expect(written).toContain('### silence-after-draft 000:');
  expect(written).not.toContain('(own words:');
  expect(printed('--paths', 'silence-after-draft', '--locale', 'en', '--own')).toContain('(own words: soft)');
});
