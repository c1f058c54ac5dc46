import { slugOf } from '../text/slug.ts';
import { ARTICLE_LIMITS } from './article.ts';
import { type Heading, headingsOf } from './markdown.ts';

/** Maximum characters of a text searched in one piece. */
const ONE_PIECE = 1800;
/** Maximum characters of a name made from a heading: with the longest article name it fits a control. */
const LONGEST_NAME = 30;

/**
 * A long text with a name (`{#…}`) added to each second-level heading that has none, so that its parts can be opened, linked and
 * searched. The same headings get the same names, and names given by authors are kept. No line is added.
 */
export function nameSections(body: string): string {
  if (body.length <= ONE_PIECE) return body;
  const breaks = headingsOf(body).filter(({ level }) => level <= 2);
  const taken = new Set(breaks.flatMap(({ id }) => id ?? []));
  const lines = body.split('\n');
  breaks.forEach((heading, at) => {
    const below = lines.slice(heading.end, breaks[at + 1]?.line);
    if (taken.size >= ARTICLE_LIMITS.sections || !canBeNamed(heading, below)) return;
    const name = freeName(slugOf(heading.text, 'section'), taken);
    taken.add(name);
    addName(lines, heading, name);
  });
  return lines.join('\n');
}

/** A heading without text of its own below it, or too long for a list, cannot name a section. */
function canBeNamed({ level, id, text }: Heading, below: readonly string[]): boolean {
  const fits = text !== '' && text.length <= ARTICLE_LIMITS.heading;
  return level === 2 && id === undefined && fits && below.some((line) => line.trim() !== '');
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : `-${number}`;
    const name = wanted.slice(0, LONGEST_NAME - ending.length).replace(/-+$/, '') + ending;
    if (!taken.has(name)) return name;
  }
}

/** Appended to the words: above a heading's underline, and without closing marks, which would be read as words. */
function addName(lines: string[], { line, end }: Heading, name: string): void {
  const first = lines[line] ?? '';
  const isMarked = /^ {0,3}##(?:[ \t]|$)/.test(first);
  const at = isMarked ? line : end - 2;
  const words = isMarked ? first.replace(/[ \t]+#+[ \t]*$/, '') : (lines[at] ?? '');
  lines[at] = `${words.trimEnd()} {#${name}}`;
}
