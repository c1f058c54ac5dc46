// Reads large files in a separate thread: parsing and checking megabytes of JSON would keep the bot from answering.
import { answerWorks } from '../threads/aside-worker.ts';
import { READINGS } from './read-aside.ts';

answerWorks(READINGS);
