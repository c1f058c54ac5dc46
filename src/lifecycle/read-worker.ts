// Reads large files in a thread of its own: megabytes of JSON and their rules take a moment, in which the bot could answer nobody.
import { answerAside } from '../threads/aside-worker.ts';
import { readContentFile } from '../library/content-file.ts';
import type { ReadTask } from './read-aside.ts';
import { readCommunityFile } from './community-file.ts';

answerAside<ReadTask>(({ source, kind }) =>
  kind === undefined ? readCommunityFile(source) : readContentFile(source, kind),
);
