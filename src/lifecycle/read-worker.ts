// Reads large files in a thread of its own: megabytes of JSON and their rules take a moment, in which the bot could answer nobody.

import { readContentFile } from '../library/content-file.ts';
import { answerAside } from '../threads/aside-worker.ts';
import { readCommunityFile } from './community-file.ts';
import type { ReadTask } from './read-aside.ts';

answerAside<ReadTask>(({ source, kind }) =>
  kind === undefined ? readCommunityFile(source) : readContentFile(source, kind),
);
