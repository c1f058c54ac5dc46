import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { backUpDatabase } from '../../src/database/backup-database.ts';
import type { Database } from '../../src/database/database.ts';
import { readMigrations } from '../../src/database/migrations.ts';
import { openDatabase } from '../../src/database/open.ts';
import { restoreDatabase } from '../../src/database/restore-database.ts';
import { createSealer } from '../../src/database/sealing.ts';
import { silentLog, testDirectory } from './database.ts';
import { emptyServerUrl, testServerUrl } from './server-database.ts';

/** Databases that can be opened more than once, and a file for what is backed up of them; all gone after the test. */
export interface Backups {
  /** Folder of the file. */
  readonly scratch: string;
  readonly file: string;
  /** The address of a new database. Where `later` is given, it stays until that is done. */
  newUrl(kind: 'embedded' | 'server', later?: (() => Promise<void>)[]): Promise<string>;
  backUp(url: string): Promise<void>;
  /** @param from the file if left out */
  restore(url: string, from?: string): Promise<string | undefined>;
}

/** What the suite runs on. */
export const ownKind = testServerUrl === undefined ? 'embedded' : 'server';

export const open = (url: string): Promise<Database> => openDatabase({ url, log: silentLog });

export const addressOf = (url: string) =>
  url.startsWith('file:')
    ? ({ kind: 'embedded', directory: url.slice(5) } as const)
    : ({ kind: 'server', url } as const);

/** Backups for a test file; what it returns is new for each test. */
export function useBackups(): () => Backups {
  let scratch = '';
  const undo: (() => Promise<void>)[] = [];
  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'granica-backup-'));
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
    await rm(scratch, { recursive: true, force: true });
  });
  return () => {
    const file = join(scratch, 'all.backup');
    return {
      scratch,
      file,
      newUrl: async (kind, later = undo) => (kind === 'embedded' ? embeddedUrl(later) : serverUrl(later)),
      backUp: (url) => backUpDatabase(addressOf(url), file, silentLog),
      restore: async (url, from = file) =>
        restoreDatabase({
          address: addressOf(url),
          file: from,
          migrations: await readMigrations(),
          sealer: createSealer([]),
          log: silentLog,
        }),
    };
  };
}

async function embeddedUrl(later: (() => Promise<void>)[]): Promise<string> {
  const directory = await testDirectory();
  later.push(() => rm(dirname(directory), { recursive: true, force: true }));
  return `file:${directory}`;
}

async function serverUrl(later: (() => Promise<void>)[]): Promise<string> {
  const { url, drop } = await emptyServerUrl();
  later.push(drop);
  return url;
}
