// Parses long articles in a thread of its own: 256 KB of lists take a second, which would block the bot.
import { answerWorks } from '../threads/aside-worker.ts';
import { PARSINGS } from './parse-aside.ts';

answerWorks(PARSINGS);
