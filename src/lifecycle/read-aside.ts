import { readContentFile } from '../library/content-file.ts';
import { asideIfLong } from '../threads/aside.ts';
import { readCommunityFile } from './community-file.ts';

/** A file of settings and content, and a file of texts of one kind. */
export const READINGS = { community: readCommunityFile, content: readContentFile };

/** Maximum characters read on the main thread: a few milliseconds. */
const SHORT = 100_000;

/** Like {@link READINGS}, for uploaded files of any length, without blocking the event loop. */
export const { community: readLongCommunityFile, content: readLongContentFile } = asideIfLong(READINGS, SHORT, {
  module: new URL('./read-worker.ts', import.meta.url),
  failure: 'a file could not be read',
  limit: 30_000,
  idle: 20_000,
  memory: 512,
});
