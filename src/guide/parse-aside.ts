import { createAside } from '../aside.ts';
import { type ParsedArticle, parseArticle } from './parse.ts';

export interface ParseTask {
  readonly text: string;
  readonly source: Parameters<typeof parseArticle>[1];
  /** Whether the article itself is wanted, not only what is wrong with it. */
  readonly whole: boolean;
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
export async function parseLongArticle(text: string, source: ParseTask['source']): Promise<ParsedArticle> {
  if (text.length <= SHORT) return parseArticle(text, source);
  return (await parseAside({ text, source, whole: true })) as ParsedArticle;
}

/** What is wrong with a text, if anything; for those who need no more of it. */
export async function checkLongArticle(
  text: string,
  source: ParseTask['source'],
): Promise<{ readonly ok: true } | Extract<ParsedArticle, { ok: false }>> {
  if (text.length <= SHORT) return parseArticle(text, source);
  return (await parseAside({ text, source, whole: false })) as Awaited<ReturnType<typeof checkLongArticle>>;
}
