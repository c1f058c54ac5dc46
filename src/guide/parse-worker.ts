// Parses long articles in a thread of its own: 256 KB of lists take a second, which would block the bot.
import { answerAside } from '../threads/aside-worker.ts';
import { readPlain } from './community/plain.ts';
import { parseArticle } from './parse.ts';
import type { ParseTask } from './parse-aside.ts';

answerAside<ParseTask>(({ text, source, wanted }) => {
  if (wanted === 'plain') return readPlain(text, source.file);
  const parsed = parseArticle(text, source);
  return parsed.ok && wanted === 'problems' ? { ok: true, ignored: parsed.ignored } : parsed;
});
