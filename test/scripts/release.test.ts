import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeChangelog, isLater, notesOf } from '../../scripts/release-notes.ts';

const CHANGELOG =
  '# Changelog\n\nWords.\n\n## Unreleased\n\n### Added\n- A thing.\n\n## 0.2.0 – 2026-01-01\n\n- An older thing.\n';

it('finds what the changelog says of a version', () => {
  expect(notesOf(CHANGELOG, '0.2.0')).toBe('- An older thing.');
  expect(notesOf(CHANGELOG, 'Unreleased')).toBe('### Added\n- A thing.');
  expect(notesOf(CHANGELOG, '0.2')).toBeUndefined();
});

it('makes a version of what is not released, which then is nothing', () => {
  const closed = closeChangelog(CHANGELOG, '1.0.0', '2026-12-01');
  expect(notesOf(closed, '1.0.0')).toBe('### Added\n- A thing.');
  expect(notesOf(closed, 'Unreleased')).toBe('');
  expect(() => closeChangelog(closed, '1.0.1', '2026-12-02')).toThrow('nothing');
});

it('compares versions by numbers', () => {
  expect([isLater('1.10.0', '1.9.9'), isLater('1.0.0', '1.0.0'), isLater('0.9.9', '1.0.0')]).toEqual([
    true,
    false,
    false,
  ]);
});

describe('npm run release', () => {
  let folder: string;
  const git = (...args: string[]) => {
    const { stdout } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
    return stdout.trim();
  };
  const release = (...args: string[]) => {
    const script = fileURLToPath(new URL('../../scripts/release.ts', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'release-'));
    writeFileSync(join(folder, 'CHANGELOG.md'), CHANGELOG);
    const own = { name: 'granica', version: '0.1.0' };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...own, dependencies: { other: '0.1.0' } }, null, 2));
    const packages = { '': own, 'node_modules/other': { version: '0.1.0' } };
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...own, packages }, null, 2));
    git('init', '--quiet', '--initial-branch=main');
    git('config', 'user.name', 'Nobody');
    git('config', 'user.email', 'nobody@example.com');
    git('add', '.');
    git('commit', '--quiet', '--message=Begin');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('commits the version and its notes, and tags them', () => {
    expect(release('1.0.0').status).toBe(0);
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
    expect([version, lock.version, lock.packages[''].version]).toEqual(['1.0.0', '1.0.0', '1.0.0']);
    expect(lock.packages['node_modules/other'].version).toBe('0.1.0');
    expect(git('log', '-1', '--format=%s')).toBe('Release 1.0.0');
    expect(git('status', '--porcelain')).toBe('');
    expect(git('tag', '--list', '--format=%(contents)', 'v1.0.0')).toBe('Granica 1.0.0\n\n### Added\n- A thing.');
    expect(release('--notes', 'v1.0.0').said).toBe('### Added\n- A thing.\n');
  });

  it.each([
    ['0.1.0', undefined, 'does not come after'],
    ['one', undefined, 'Name the version'],
    ['1.0.0', 'README.md', 'not committed'],
  ])('refuses %s, and changes nothing', (version, stray, why) => {
    if (stray) writeFileSync(join(folder, stray), 'x');
    const { status, said } = release(version);
    expect([status, git('log', '--format=%s'), git('tag')]).toEqual([1, 'Begin', '']);
    expect(said).toContain(why);
  });
});
