import { expect, it } from 'vitest';
import { environmentOf, isMatch, isSent, readDockerfile, stagesOf } from '../../../scripts/image/dockerfile.ts';

it('reads instructions over several lines, and the stages that they make', () => {
  const text = '# a comment\nFROM node AS build\nRUN a \\\n  && b\nCOPY . .\n\nFROM node\nENV A=1 B=two\n';
  expect(stagesOf(readDockerfile(text))).toEqual([
    {
      name: 'build',
      steps: [
        { name: 'RUN', argument: 'a  && b' },
        { name: 'COPY', argument: '. .' },
      ],
    },
    { name: '1', steps: [{ name: 'ENV', argument: 'A=1 B=two' }] },
  ]);
  expect(environmentOf('A=1 B=two')).toEqual({ A: '1', B: 'two' });
});

it('sends what the last pattern lets in, of itself or of a folder', () => {
  const ignore = '*\n!src\n!scripts/*.mjs\n!.npmrc\nsrc/sandbox\n';
  const paths = ['.env', '.npmrc', 'README.md', 'src/main.ts', 'src/sandbox/index.ts', 'scripts/a.mjs', 'scripts/a.ts'];
  expect(paths.filter((path) => isSent(path, ignore))).toEqual(['.npmrc', 'src/main.ts', 'scripts/a.mjs']);
});

it('matches as Docker does: a star takes no slash, but a dot', () => {
  expect([isMatch('.env', '*'), isMatch('a/b', '*'), isMatch('a/b', '**'), isMatch('axb', 'a.b')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});
