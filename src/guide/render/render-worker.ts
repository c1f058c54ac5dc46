// Renders long articles in a thread of its own: 256 KB of short blocks take a second, which would block the bot.
import { answerWorks } from '../../threads/aside-worker.ts';
import { RENDERINGS } from './render-aside.ts';

answerWorks(RENDERINGS);
