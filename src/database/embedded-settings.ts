import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { useBaselineCompiler } from './wasm.ts';

/** Segments of 1 MB instead of 16: the write-ahead log of an idle bot, and so each dump, is 15 MB smaller. */
export const initdbOptions = ['--wal-segsize=1', '--no-sync'];

/**
 * The settings of the embedded database, written to its postgresql.conf at each start. The memory of WebAssembly grows
 * and never shrinks, so every buffer is as small as the one session of a chat bot needs.
 */
export const settings = [
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

/** PGlite with the settings above, in `dataDir` or, without it, in memory; created when there is none. */
export function openPglite(options: Pick<PGliteOptions, 'dataDir' | 'loadDataDir' | 'onStderr'> = {}): Promise<PGlite> {
  useBaselineCompiler();
  return PGlite.create({ ...options, initDbStartParams: initdbOptions, postgresqlconf: settings });
}
