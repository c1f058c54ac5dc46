import { linesOf } from '../../text/front-matter.ts';
import { ARTICLE_LIMITS } from '../article.ts';
import { type Heading, headingsOf } from '../markdown.ts';

/** What a text without front matter says about its article. */
export interface PlainArticle {
  readonly title: string;
  /** Markdown, without the heading that became the title. */
  readonly text: string;
}

/**
 * An article in plain Markdown: its title is its first heading, or else its file name. Other first-level headings become
 * second-level, since an article has one title. No text is lost: a heading that is too long for a title or not at the top stays
 * where it is.
 */
export function readPlain(source: string, file: string): PlainArticle {
  const lines = linesOf(source);
  const headings = headingsOf(lines.join('\n'));
  const first = headings.find(({ text }) => text !== '');
  for (const heading of headings) lower(lines, heading);
  const isTitle = first !== undefined && isOnTop(lines, first) && first.text.length <= ARTICLE_LIMITS.title;
  if (isTitle) lines.splice(first.line, first.end - first.line);
  const title = (first?.text ?? titleOfFile(file)).slice(0, ARTICLE_LIMITS.title).trim();
  return { title, text: lines.join('\n').trim() };
}

function isOnTop(lines: readonly string[], { line, level }: Heading): boolean {
  return level <= 2 && lines.slice(0, line).every((one) => one.trim() === '');
}

function lower(lines: string[], { line, end, level }: Heading): void {
  if (level !== 1) return;
  const first = lines[line] ?? '';
  if (/^ {0,3}#/.test(first)) lines[line] = first.replace('#', '##');
  else lines[end - 1] = (lines[end - 1] ?? '').replaceAll('=', '-');
}

/** "moje-zasady_2.md" as "Moje zasady 2". */
function titleOfFile(file: string): string {
  const words = file
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    .replace(/[-_\s]+/gu, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
