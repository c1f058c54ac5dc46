import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const workflow = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), z.object({ needs: z.string().optional(), steps: z.array(step) })),
});
const read = (file: string) => workflow.parse(parse(readFileSync(join(root, '.github/workflows', file), 'utf8')));
const stepsOf = (file: string) => Object.values(read(file).jobs).flatMap(({ steps }) => steps);

describe.each(globSync('*.yml', { cwd: join(root, '.github/workflows') }))('%s', (file) => {
  it('may only read unless a job says otherwise, and names the version of each action', () => {
    expect(read(file).permissions).toEqual({ contents: 'read' });
    const unversioned = stepsOf(file).flatMap(({ uses }) => (uses && !/@v\d+$/.test(uses) ? [uses] : []));
    expect(unversioned).toEqual([]);
  });

  it('runs only commands that package.json has', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    const named = stepsOf(file).flatMap(({ run = '' }) =>
      [...run.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name),
    );
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

it('a release is checked before it is published, for two platforms, with its contents and where it was built', () => {
  const { jobs } = read('release.yml');
  expect([jobs.image?.needs, jobs.notes?.needs]).toEqual(['check', 'image']);
  expect(jobs.check?.steps.some(({ run }) => run === '.ci/run')).toBe(true);
  const build = jobs.image?.steps.find(({ uses }) => uses?.startsWith('docker/build-push-action'));
  expect(build?.with).toMatchObject({
    platforms: 'linux/amd64,linux/arm64',
    push: true,
    sbom: true,
    provenance: 'mode=max',
  });
});
