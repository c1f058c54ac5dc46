import { asideIfLong } from '../../threads/aside.ts';
import { linksOf } from '../markdown.ts';
import { type Rendered, type RenderOptions, renderMarkdown } from './render.ts';

/** The pages of a text, and its links. */
export const RENDERINGS = { pages: renderMarkdown, links: linksOf };

/** Maximum characters rendered on the main thread: about ten milliseconds at most. */
const SHORT = 8000;
/** Maximum long texts whose pages are cached, so that turning a page does not render the text again. */
const MOST_KEPT = 20;

const { pages, links } = asideIfLong(RENDERINGS, SHORT, {
  module: new URL('./render-worker.ts', import.meta.url),
  failure: 'an article could not be rendered',
  limit: 30_000,
  idle: 20_000,
  memory: 256,
});
const kept = new Map<string, Rendered>();

/** `linksOf` for user-written text of any length, without blocking the event loop. */
export const linksOfLong = links;

/** `renderMarkdown` for user-written text of any length, without blocking the event loop. */
export async function renderLong(source: string, options: RenderOptions = {}): Promise<Rendered> {
  if (source.length <= SHORT) return renderMarkdown(source, options);
  const key = `${options.pageLimit ?? ''}:${source}`;
  const rendered = kept.get(key) ?? (await pages(source, options));
  // Most recently shown goes last; the first is evicted when the cache is full.
  kept.delete(key);
  kept.set(key, rendered);
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
  return rendered;
}
