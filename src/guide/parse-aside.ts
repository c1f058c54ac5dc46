import { createAside } from '../threads/aside.ts';
import { type PlainArticle, readPlain } from './community/plain.ts';
import type { Ignored } from './front-matter.ts';
import { type ArticleSource, type ParsedArticle, parseArticle } from './parse.ts';

export interface ParseTask {
  readonly text: string;
  readonly source: ArticleSource;
  /** What is wanted: the article, what is wrong with it alone, or what a text without front matter makes of one. */
  readonly wanted: 'article' | 'problems' | 'plain';
}

/** Characters up to which a text is parsed at once: some ten milliseconds at most. */
const SHORT = 4000;

const parseAside = createAside<ParseTask, unknown>({
  module: new URL('./parse-worker.ts', import.meta.url),
  failure: 'an article could not be parsed',
  limit: 30_000,
  idle: 20_000,
  memory: 256,
});

/** `parseArticle` for a text of any length that a person wrote: others are served meanwhile. */
export async function parseLongArticle(text: string, source: ArticleSource): Promise<ParsedArticle> {
  if (text.length <= SHORT) return parseArticle(text, source);
  return (await parseAside({ text, source, wanted: 'article' })) as ParsedArticle;
}

/** What is wrong with a text, if anything; for those who need no more of it. */
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
