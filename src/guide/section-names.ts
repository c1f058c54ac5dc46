import { slugOf } from '../text/slug.ts';
import { ARTICLE_LIMITS } from './article.ts';
import { type Heading, headingsOf } from './markdown.ts';

/** Characters of a text up to which it is read and searched in one piece: those of a page. */
const ONE_PIECE = 1800;
/** Characters of a name that is made of a heading: with the longest name of an article it fits a control. */
const LONGEST_NAME = 30;

/**
 * A long text with a name (`{#…}`) for each heading of the second level that has none, so that it can be opened, linked and
 * searched by its parts. The same headings make the same names; what an author named keeps its name. No line is added.
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

/** What has no words of its own, or too long a heading for a list, belongs to no section. */
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

/** Behind the words: those of an underlined heading stand on the line above, and closing marks would be taken for words. */
function addName(lines: string[], { line, end }: Heading, name: string): void {
  const first = lines[line] ?? '';
  const isMarked = /^ {0,3}##(?:[ \t]|$)/.test(first);
  const at = isMarked ? line : end - 2;
  const words = isMarked ? first.replace(/[ \t]+#+[ \t]*$/, '') : (lines[at] ?? '');
  lines[at] = `${words.trimEnd()} {#${name}}`;
}
