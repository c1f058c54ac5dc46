import { asideIfLong } from '../threads/aside.ts';
import { readPlain } from './community/plain.ts';
import type { Ignored } from './front-matter.ts';
import { type ArticleSource, type ParsedArticle, parseArticle } from './parse.ts';

type Checked = { readonly ok: true; readonly ignored: readonly Ignored[] } | Extract<ParsedArticle, { ok: false }>;

/** An article, only its problems, and an article made from text without front matter. */
export const PARSINGS = {
  article: parseArticle,
  problems(text: string, source: ArticleSource): Checked {
    const parsed = parseArticle(text, source);
    return parsed.ok ? { ok: true, ignored: parsed.ignored } : parsed;
  },
  plain: readPlain,
};

/** Maximum characters parsed on the main thread: about ten milliseconds at most. */
const SHORT = 4000;

/** The same for user-written text of any length, without blocking the event loop. */
export const {
  article: parseLongArticle,
  problems: checkLongArticle,
  plain: readLongPlain,
} = asideIfLong(PARSINGS, SHORT, {
  module: new URL('./parse-worker.ts', import.meta.url),
  failure: 'an article could not be parsed',
  limit: 30_000,
  idle: 20_000,
  memory: 256,
});
