import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { problemsOfComments, readProblems } from '../../scripts/check-comments.ts';

const found = (source: string) => problemsOfComments('src/a.ts', source).map((problem) => problem.split(':')[1]);

describe('the check of comments', () => {
  it('finds nothing in the code', () => {
    const problems = readProblems(fileURLToPath(new URL('../..', import.meta.url)));
    expect(problems.size).toBeGreaterThan(100);
    expect([...problems.values()].flat()).toEqual([]);
  });

  test.each([
    ['a docstring', '/** So many rows are read at once. */\nconst ROWS = 200;', ['1']],
    ['a comment of its own line', 'work();\n  // Read anew, for it may have changed.\n', ['2']],
    ['a comment behind code', 'const a = 1; // Whoever asks next waits.', ['1']],
    ['a line inside a block', '/**\n * Reads a row.\n *\n * @returns it to whoever asked\n */', ['4']],
    ['the first text of a block', '/**\n * So long is waited.\n */', ['2']],
    ['the start of a second comment', '// So often.\nwork();\n// So many.', ['1', '3']],
  ])('finds a refused word in %s', (_, source, lines) => {
    expect(found(source)).toEqual(lines);
  });

  test.each([
    ['code and strings', "const anew = 'whoever asks';\nconst url = 'https://anew.example';"],
    ['words that are fine where a sentence goes on', '/** Kept\n * so long as it is read; so many are rare. */'],
    ['a comment over several lines', '// It may be asked\n// so often that it hurts.'],
    ['code after a block', '/* A block. */\nwhoever();'],
  ])('leaves alone %s', (_, source) => {
    expect(found(source)).toEqual([]);
  });

  it('says where, and what to write instead', () => {
    expect(problemsOfComments('src/a.ts', '\n// Computed anew.')).toEqual([
      'src/a.ts:2: “anew” in a comment: write “again”, or a verb such as “recomputes”',
    ]);
  });
});
