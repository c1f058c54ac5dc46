// Reads large files in a thread of its own: megabytes of JSON and their rules take a moment, in which the bot could answer nobody.
import { answerAside } from '../aside-worker.ts';
import { readContentFile } from './content/transfer.ts';
import type { ReadTask } from './read-aside.ts';
import { readCommunityFile } from './transfer.ts';

answerAside<ReadTask>(({ source, kind }) =>
  kind === undefined ? readCommunityFile(source) : readContentFile(source, kind),
);
