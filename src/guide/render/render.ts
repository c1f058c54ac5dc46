import type { Article } from '../article.ts';
import { piecesOf } from './blocks.ts';
import { type ArticlePage, layOutPages } from './pages.ts';
import { parseMarkdown } from './parser.ts';
import { treeOf } from './tree.ts';

/**
 * Characters of a page: two or three screens of a phone, and with title, summary and buttons well within the 4000 of a
 * message.
 */
const DEFAULT_PAGE_LIMIT = 1800;
/** Below this the marks of deep lists, fences and links would leave no room for words. */
export const LEAST_PAGE_LIMIT = 200;

export interface RenderOptions {
  /** Most characters (UTF-16 units, as Discord counts) of a page: 1800 unless given, at least 200. */
  readonly pageLimit?: number;
}

export interface Rendered {
  /** At least one; an empty text is one empty page. */
  readonly pages: readonly [ArticlePage, ...ArticlePage[]];
}

/**
 * Turns CommonMark (with tables) into Discord's markdown, in pages. Any text is valid, however hostile: nothing of it is
 * lost, no page passes the limit, and nothing shows as markup that is none in CommonMark. A page never ends inside a
 * sentence, a list item or a block of code, unless that alone is longer than a page.
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

/** Index of the page on which a section starts; the first page for a section that there is not. */
export function pageOfSection({ pages }: Rendered, section: string | undefined): number {
  return Math.max(
    0,
    pages.findIndex(({ sections }) => section !== undefined && sections.includes(section)),
  );
}
