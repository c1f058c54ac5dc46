import { tokens } from '../../text/words.ts';
import type { Article } from '../article.ts';
import { piecesOf } from './blocks.ts';
import { type ArticlePage, layOutPages } from './pages.ts';
import { parseMarkdown } from './parser.ts';
import { treeOf } from './tree.ts';

/**
 * Default characters per page: with the title and the controls of the last page they fit two screens of a phone
 * (`test/page/heights.test.ts`).
 */
const DEFAULT_PAGE_LIMIT = 1000;
/** Minimum characters per page: below this the marks of deep lists, fences and links leave no room for words. */
export const LEAST_PAGE_LIMIT = 200;

export interface RenderOptions {
  /** Maximum characters per page (UTF-16 units, as Discord counts): 1000 by default, at least 200. */
  readonly pageLimit?: number;
}

export interface Rendered {
  /** At least one; an empty text is one empty page. */
  readonly pages: readonly [ArticlePage, ...ArticlePage[]];
}

/**
 * Converts CommonMark (with tables) into pages of Discord's markdown. Any text is valid, however hostile: nothing is lost, no
 * page exceeds the limit, and nothing shows as markup that is not markup in CommonMark. A page never ends inside a sentence, list
 * item or code block, unless that alone is longer than a page.
 *
 * @throws RangeError for a limit below 200
 */
export function renderMarkdown(source: string, { pageLimit = DEFAULT_PAGE_LIMIT }: RenderOptions = {}): Rendered {
  if (pageLimit < LEAST_PAGE_LIMIT) throw new RangeError(`a page of ${pageLimit} characters is too small`);
  const pieces = piecesOf(treeOf(parseMarkdown(source)), Math.floor(pageLimit / 3));
  const [first = { text: '', sections: [], references: [] }, ...others] = layOutPages(pieces, pageLimit);
  return { pages: [first, ...others] };
}

/** The text of an article (without its title) in pages. */
export function renderArticle(article: Pick<Article, 'body'>, options?: RenderOptions): Rendered {
  return renderMarkdown(article.body, options);
}

/** Index of the page on which a section starts; the first page for an unknown section. */
export function pageOfSection({ pages }: Rendered, section: string | undefined): number {
  return Math.max(
    0,
    pages.findIndex(({ sections }) => section !== undefined && sections.includes(section)),
  );
}

/**
 * Index of the page with a word, given the number of words before it in the text. Link addresses count on a page but not in the
 * text, so with links it may be the page before.
 */
export function pageOfWord({ pages }: Rendered, words: number): number {
  let before = 0;
  for (const [index, { text }] of pages.entries()) {
    for (const _ of tokens(text)) before += 1;
    if (words < before) return index;
  }
  return pages.length - 1;
}
