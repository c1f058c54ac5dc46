import type { ContentKind } from '../kinds/content.ts';
import { type ReadContent, readContentFile } from '../library/content-file.ts';
import { createAside } from '../threads/aside.ts';
import { type ReadFile, readCommunityFile } from './community-file.ts';

export interface ReadTask {
  readonly source: string;
  /** Of a file that holds texts of one kind; a file of settings and content where left out. */
  readonly kind?: ContentKind;
}

/** Characters up to which a file is read at once: a few milliseconds. */
const SHORT = 100_000;

const readAside = createAside<ReadTask, unknown>({
  module: new URL('./read-worker.ts', import.meta.url),
  failure: 'a file could not be read',
  limit: 30_000,
  idle: 20_000,
  memory: 512,
});

/** `readCommunityFile` for a file of any length that a person sent: others are served meanwhile. */
export async function readLongCommunityFile(source: string): Promise<ReadFile> {
  return source.length <= SHORT ? readCommunityFile(source) : ((await readAside({ source })) as ReadFile);
}

/** `readContentFile` for a file of any length that a person sent: others are served meanwhile. */
export async function readLongContentFile(source: string, kind: ContentKind): Promise<ReadContent> {
  return source.length <= SHORT ? readContentFile(source, kind) : ((await readAside({ source, kind })) as ReadContent);
}
