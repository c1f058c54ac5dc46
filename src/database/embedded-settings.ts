import { PGlite, type PGliteOptions, types } from '@electric-sql/pglite';
import { useBaselineCompiler } from './wasm.ts';

/** Segments of 1 MB instead of 16: the write-ahead log of an idle bot, and so each dump, is 15 MB smaller. */
export const INITDB_OPTIONS = ['--wal-segsize=1', '--no-sync'];

/**
 * The settings of the embedded database, written to its postgresql.conf at each start. The memory of WebAssembly grows
 * and never shrinks, so every buffer is as small as the one session of a chat bot needs.
 */
export const SETTINGS = [
  'shared_buffers = 8MB',
  'wal_buffers = 256kB',
  'temp_buffers = 1MB',
  'work_mem = 2MB',
  'maintenance_work_mem = 4MB',
  // A quarter of the usual sample: what a large table holds everything up while it is counted.
  'default_statistics_target = 25',
  'min_wal_size = 2MB',
  'max_wal_size = 16MB',
  'max_connections = 5',
  "timezone = 'UTC'",
].join('\n');

/** Arrays of what columns hold; OIDs of types are the same in every PostgreSQL. */
const ARRAYS = [1000, 1001, 1005, 1007, 1009, 1015, 1016, 1021, 1022, 1115, 1182, 1185, 1231, 199, 2951, 3807] as const;

/** PGlite with the settings above, in `dataDir` or, without it, in memory; created when there is none. */
export async function openPglite(
  options: Pick<PGliteOptions, 'dataDir' | 'loadDataDir' | 'onStderr'> = {},
): Promise<PGlite> {
  useBaselineCompiler();
  const pglite = await PGlite.create({ ...options, initDbStartParams: INITDB_OPTIONS, postgresqlconf: SETTINGS });
  // It knows how to read some 300 types, most of them arrays of PostgreSQL's own, and copies them all for each query that
  // brings ways of reading of its own, as all of Prisma's do.
  const needed = new Set([...Object.keys(types.parsers), ...ARRAYS.map(String)]);
  for (const type of Object.keys(pglite.parsers)) if (!needed.has(type)) delete pglite.parsers[type];
  return pglite;
}
