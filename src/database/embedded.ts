import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { createClient } from './client.ts';
import type { Database, DatabaseLog } from './database.ts';
import { applyMigrations, type Migration } from './migrations.ts';
import { embeddedSession } from './sql-session.ts';

export interface OpenEmbeddedOptions {
  readonly directory: string;
  readonly log: DatabaseLog;
  readonly migrations: readonly Migration[];
}

/** Segments of 1 MB instead of 16: the write-ahead log of an idle bot, and so each dump, is 15 MB smaller. */
const initdbOptions = ['--wal-segsize=1'];

/**
 * Settings of the embedded database, written to its postgresql.conf at each start. The memory of WebAssembly grows and
 * never shrinks, so every buffer is as small as one session of a chat bot needs.
 */
const settings = [
  'shared_buffers = 8MB',
  'wal_buffers = 256kB',
  'temp_buffers = 1MB',
  'work_mem = 2MB',
  'maintenance_work_mem = 4MB',
  'min_wal_size = 2MB',
  'max_wal_size = 16MB',
  'max_connections = 5',
  "timezone = 'UTC'",
].join('\n');

/** PGlite with the settings above, in `dataDir` or, without it, in memory. */
export function openPglite(options: Pick<PGliteOptions, 'dataDir' | 'loadDataDir'> = {}): Promise<PGlite> {
  return PGlite.create({ ...options, initDbStartParams: initdbOptions, postgresqlconf: settings });
}

/** Opens the embedded database in a directory of its own, made when it is missing. */
export async function openEmbedded({ directory, log, migrations }: OpenEmbeddedOptions): Promise<Database> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const pglite = await openPglite({ dataDir: join(directory, 'cluster') });
  return connectEmbedded(pglite, { log, migrations });
}

/** Migrates an open PGlite and puts Prisma's client over it. */
export async function connectEmbedded(
  pglite: PGlite,
  { log, migrations }: Pick<OpenEmbeddedOptions, 'log' | 'migrations'>,
): Promise<Database> {
  const session = embeddedSession(pglite);
  const applied = await applyMigrations(session, {
    migrations,
    onEdited: (name) => log.warn({ migration: name }, 'A migration was edited after it was applied'),
  });
  if (applied.length > 0) log.info({ migrations: applied }, 'Applied migrations');
  const db = createClient(new PrismaPGlite(pglite));
  return {
    kind: 'embedded',
    db,
    withSession: (work) => work(session),
    close: async () => {
      await db.$disconnect();
      if (!pglite.closed) await pglite.close();
    },
  };
}
