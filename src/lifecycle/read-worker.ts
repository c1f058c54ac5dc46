// Reads large files in a thread of its own: megabytes of JSON and their rules take a moment, in which the bot could answer nobody.
import { answerWorks } from '../threads/aside-worker.ts';
import { READINGS } from './read-aside.ts';

answerWorks(READINGS);
