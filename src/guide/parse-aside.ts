import { createAside } from '../threads/aside.ts';
import { type PlainArticle, readPlain } from './community/plain.ts';
import type { Ignored } from './front-matter.ts';
import { type ArticleSource, type ParsedArticle, parseArticle } from './parse.ts';

export interface ParseTask {
  readonly text: string;
  readonly source: ArticleSource;
  /** Requested result: the article, only its problems, or an article made from text without front matter. */
  readonly wanted: 'article' | 'problems' | 'plain';
}

/** Maximum characters parsed on the main thread: about ten milliseconds at most. */
const SHORT = 4000;

const parseAside = createAside<ParseTask, unknown>({
  module: new URL('./parse-worker.ts', import.meta.url),
  failure: 'an article could not be parsed',
  limit: 30_000,
  idle: 20_000,
  memory: 256,
});

/** `parseArticle` for user-written text of any length, without blocking the event loop. */
export async function parseLongArticle(text: string, source: ArticleSource): Promise<ParsedArticle> {
  if (text.length <= SHORT) return parseArticle(text, source);
  return (await parseAside({ text, source, wanted: 'article' })) as ParsedArticle;
}

/** The problems of a text, for callers that need nothing else. */
export async function checkLongArticle(
  text: string,
  source: ArticleSource,
): Promise<{ readonly ok: true; readonly ignored: readonly Ignored[] } | Extract<ParsedArticle, { ok: false }>> {
  if (text.length <= SHORT) return parseArticle(text, source);
  return (await parseAside({ text, source, wanted: 'problems' })) as Awaited<ReturnType<typeof checkLongArticle>>;
}

/** `readPlain` for a text of any length. */
export async function readLongPlain(text: string, file: string): Promise<PlainArticle> {
  if (text.length <= SHORT) return readPlain(text, file);
  return (await parseAside({ text, source: { file }, wanted: 'plain' })) as PlainArticle;
}
