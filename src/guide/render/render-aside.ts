import { asideIfLong } from '../../threads/aside.ts';
import { linksOf } from '../markdown.ts';
import { type Rendered, type RenderOptions, renderMarkdown } from './render.ts';

/** The pages of a text, and its links. */
export const RENDERINGS = { pages: renderMarkdown, links: linksOf };

/** Maximum characters rendered on the main thread: about ten milliseconds at most. */
const SHORT = 8000;
/** Maximum characters of texts whose pages are kept: all of the guide, and what is read of communities' articles just then. */
const MOST_KEPT = 2_000_000;

const { pages, links } = asideIfLong(RENDERINGS, SHORT, {
  module: new URL('./render-worker.ts', import.meta.url),
  failure: 'an article could not be rendered',
  limit: 30_000,
  idle: 20_000,
  memory: 256,
});
/** By text rather than by article, so that what is kept is never out of date. */
const kept = new Map<string, Map<number | undefined, Rendered>>();
let keptLength = 0;

/** `linksOf` for user-written text of any length, without blocking the event loop. */
export const linksOfLong = links;

/**
 * `renderMarkdown` for user-written text of any length, without blocking the event loop. Pages are rendered once while they are
 * read: everybody who opens an article reads the same ones, and turning a page does not render the text again.
 */
export async function renderLong(source: string, options: RenderOptions = {}): Promise<Rendered> {
  const rendered = kept.get(source)?.get(options.pageLimit) ?? (await pages(source, options));
  const ofText = kept.get(source) ?? new Map<number | undefined, Rendered>();
  ofText.set(options.pageLimit, rendered);
  // Most recently shown goes last; the first goes when there are too many.
  if (!kept.delete(source)) keptLength += source.length;
  kept.set(source, ofText);
  for (const oldest of kept.keys()) {
    if (keptLength <= MOST_KEPT || oldest === source) break;
    kept.delete(oldest);
    keptLength -= oldest.length;
  }
  return rendered;
}
