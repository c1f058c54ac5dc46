/** Refuses words in comments that make English read like a translation; part of `npm run check`. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Refused {
  readonly word: RegExp;
  readonly instead: string;
  /** Whether it is refused only as the first words of a comment: "so long as" in a sentence is fine. */
  readonly atStart?: true;
}

const REFUSED: readonly Refused[] = [
  {
    word: /^so (?:many|much|long|often)\b/i,
    instead: 'a noun with its unit, such as “Maximum rows per batch” or “Milliseconds until …”',
    atStart: true,
  },
  { word: /\banew\b/i, instead: '“again”, or a verb such as “recomputes”' },
  { word: /\bwhoever\b/i, instead: 'the subject by name, such as “the caller”, “the member” or “people who …”' },
];

/** A line of a comment: where it is, its text without marks, and whether the comment starts on it. */
interface CommentLine {
  readonly line: number;
  readonly text: string;
  readonly starts: boolean;
}

/** The problems of one file's comments, one line each: `file:line: “word” in a comment: write …`. */
export function problemsOfComments(file: string, source: string): string[] {
  return commentLines(source).flatMap(({ line, text, starts }) =>
    REFUSED.flatMap(({ word, instead, atStart }) => {
      const found = atStart && !starts ? undefined : word.exec(text)?.[0];
      return found === undefined ? [] : [`${file}:${line}: “${found}” in a comment: write ${instead}`];
    }),
  );
}

/** Reads line by line rather than by a parser: a string with ` // ` in it counts as a comment, which has not mattered so far. */
function commentLines(source: string): CommentLine[] {
  const lines: CommentLine[] = [];
  let isBlock = false;
  let hasText = false;
  let followsLine = false;
  for (const [index, whole] of source.split('\n').entries()) {
    const opening: RegExpExecArray | null = isBlock ? null : /(?:^|\s)(\/\*\*?|\/\/)(?=\s|$)(.*)$/.exec(whole);
    const isLine: boolean = opening?.[1] === '//';
    const body = isBlock ? whole.replace(/^\s*\*(?!\/)/, '') : opening?.[2];
    if (opening && !(isLine && followsLine)) hasText = false;
    followsLine = isLine && whole.trim().startsWith('//');
    if (body === undefined) continue;
    const end: number = isLine ? -1 : body.indexOf('*/');
    isBlock = !isLine && end < 0;
    const text = (end < 0 ? body : body.slice(0, end)).trim();
    if (text === '') continue;
    lines.push({ line: index + 1, text, starts: !hasText });
    hasText = true;
  }
  return lines;
}

/** The problems of all comments below `src` and `commands`, by file; without those of generated code. */
export function readProblems(root: string): ReadonlyMap<string, readonly string[]> {
  const files = globSync(['src/**/*.ts', 'commands/**/*.ts'], {
    cwd: root,
    exclude: ['src/database/generated'],
  }).sort();
  return new Map(files.map((file) => [file, problemsOfComments(file, readFileSync(`${root}/${file}`, 'utf8'))]));
}

if (import.meta.main) {
  const byFile = readProblems(fileURLToPath(new URL('..', import.meta.url)));
  const problems = [...byFile.values()].flat();
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  console.log(`Comments: ${byFile.size} files.`);
}
