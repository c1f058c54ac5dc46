import MarkdownIt from 'markdown-it';
import { keepFootnotes } from './render/footnotes.ts';
import { readHtml } from './render/html.ts';

// Comments and tags are not shown, so they are not searched either.
const commonmark = new MarkdownIt('commonmark', { html: false }).use(readHtml).use(keepFootnotes);

export interface Heading {
  /** Line in the text, from 0. */
  readonly line: number;
  /** First line below the heading, from 0 (an underlined heading takes two lines). */
  readonly end: number;
  readonly level: number;
  /** The heading's words as plain text, without the id. */
  readonly text: string;
  /** The id in `{#…}` at its end, if there is one. */
  readonly id: string | undefined;
}

/** The headings of a text, in order; not those inside quotes, lists or code. */
export function headingsOf(markdown: string): Heading[] {
  const tokens = commonmark.parse(markdown, {});
  return tokens.flatMap((token, at) => {
    if (token.type !== 'heading_open' || token.level !== 0 || !token.map) return [];
    const inline = tokens[at + 1];
    const { text, id } = splitId(inline ? inlineText(inline) : '');
    return [{ line: token.map[0], end: token.map[1], level: Number(token.tag.slice(1)), text, id }];
  });
}

function splitId(content: string): { text: string; id: string | undefined } {
  const start = content.lastIndexOf('{#');
  if (start < 0 || !content.endsWith('}')) return { text: content, id: undefined };
  return { text: content.slice(0, start).trim(), id: content.slice(start + 2, -1) };
}

type Token = ReturnType<typeof commonmark.parse>[number];

function inlineText(inline: Token): string {
  return (inline.children ?? [])
    .map((child) => (child.type === 'softbreak' || child.type === 'hardbreak' ? ' ' : child.content))
    .join('')
    .trim();
}

/** The words of a text without its markup: one line per block (paragraph, list item, heading, line of code). */
export function plainText(markdown: string): string {
  return commonmark
    .parse(markdown, {})
    .flatMap((token) => {
      if (token.type === 'inline') return [splitId(inlineText(token)).text];
      return token.type === 'fence' || token.type === 'code_block' ? [token.content.trim()] : [];
    })
    .filter((block) => block !== '')
    .join('\n');
}

/** Running text of a block without code, and the line (from 0) on which the block starts. */
export interface Prose {
  readonly text: string;
  readonly line: number;
}

/** The running text of each paragraph, heading and list item. */
export function proseOf(markdown: string): Prose[] {
  return commonmark.parse(markdown, {}).flatMap(({ type, children, map }) => {
    if (type !== 'inline') return [];
    const text = (children ?? []).map((child) => (child.type === 'code_inline' ? '' : child.content)).join(' ');
    return [{ text, line: map?.[0] ?? 0 }];
  });
}

export interface Link {
  readonly target: string /** Line in the text, from 0. */;
  readonly line: number;
}

/** Where the links of a text lead, in order. */
export function linksOf(markdown: string): Link[] {
  return commonmark.parse(markdown, {}).flatMap((token) =>
    (token.children ?? []).flatMap((child) => {
      const target = child.type === 'link_open' ? child.attrGet('href') : null;
      return target === null ? [] : [{ target: String(target), line: token.map?.[0] ?? 0 }];
    }),
  );
}
