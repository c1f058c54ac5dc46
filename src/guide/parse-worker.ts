// Parses long articles in a thread of its own: 256 KB of lists take a second, in which the bot could answer nobody.
import { answerAside } from '../aside-worker.ts';
import { parseArticle } from './parse.ts';
import type { ParseTask } from './parse-aside.ts';

answerAside<ParseTask>(({ text, source, whole }) => {
  const parsed = parseArticle(text, source);
  return parsed.ok && !whole ? { ok: true } : parsed;
});
