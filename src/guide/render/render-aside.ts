import { createAside } from '../../threads/aside.ts';
import { type Link, linksOf } from '../markdown.ts';
import { type Rendered, type RenderOptions, renderMarkdown } from './render.ts';

/** Requested part of a text: its pages or its links. */
export type RenderTask =
  | { readonly wanted: 'pages'; readonly source: string; readonly options: RenderOptions }
  | { readonly wanted: 'links'; readonly source: string };

/** Maximum characters rendered on the main thread: about ten milliseconds at most. */
const SHORT = 8000;
/** Maximum long texts whose pages are cached, so that turning a page does not render the text again. */
const MOST_KEPT = 20;

const renderAside = createAside<RenderTask, unknown>({
  module: new URL('./render-worker.ts', import.meta.url),
  failure: 'an article could not be rendered',
  limit: 30_000,
  idle: 20_000,
  memory: 256,
});
const kept = new Map<string, Rendered>();

/** `renderMarkdown` for user-written text of any length, without blocking the event loop. */
export async function renderLong(source: string, options: RenderOptions = {}): Promise<Rendered> {
  if (source.length <= SHORT) return renderMarkdown(source, options);
  const key = `${options.pageLimit ?? ''}:${source}`;
  const rendered = kept.get(key) ?? ((await renderAside({ wanted: 'pages', source, options })) as Rendered);
  // Most recently shown goes last; the first is evicted when the cache is full.
  kept.delete(key);
  kept.set(key, rendered);
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
  return rendered;
}

/** `linksOf` for a text of any length. */
export async function linksOfLong(source: string): Promise<readonly Link[]> {
  if (source.length <= SHORT) return linksOf(source);
  return (await renderAside({ wanted: 'links', source })) as readonly Link[];
}
