import { PGlite, type PGliteOptions, types } from '@electric-sql/pglite';
import { useBaselineCompiler } from './wasm.ts';

/** Options of initdb. Segments of 1 MB instead of 16 make the write-ahead log of an idle bot, and so each dump, 15 MB smaller. */
export const INITDB_OPTIONS = ['--wal-segsize=1', '--no-sync'];

/**
 * Settings of the embedded database, written to its postgresql.conf at each start. WebAssembly's memory never shrinks, so every
 * buffer is as small as the single session of a chat bot allows.
 */
export const SETTINGS = [
  'shared_buffers = 8MB',
  'wal_buffers = 256kB',
  'temp_buffers = 1MB',
  'work_mem = 2MB',
  'maintenance_work_mem = 4MB',
  // A quarter of the default sample size: analysing a large table blocks everything else.
  'default_statistics_target = 25',
  'min_wal_size = 2MB',
  'max_wal_size = 16MB',
  'max_connections = 5',
  "timezone = 'UTC'",
].join('\n');

/** OIDs of array types used in columns; they are the same in every PostgreSQL. */
const ARRAYS = [1000, 1001, 1005, 1007, 1009, 1015, 1016, 1021, 1022, 1115, 1182, 1185, 1231, 199, 2951, 3807] as const;

/** PGlite with the settings above, in `dataDir` or, without it, in memory; created if there is none. */
export async function openPglite(
  options: Pick<PGliteOptions, 'dataDir' | 'loadDataDir' | 'onStderr'> = {},
): Promise<PGlite> {
  useBaselineCompiler();
  const pglite = await PGlite.create({ ...options, initDbStartParams: INITDB_OPTIONS, postgresqlconf: SETTINGS });
  // PGlite has parsers for some 300 types, most of them PostgreSQL's own arrays, and copies them all for each query with custom
  // parsers, as all of Prisma's are.
  const needed = new Set([...Object.keys(types.parsers), ...ARRAYS.map(String)]);
  for (const type of Object.keys(pglite.parsers)) if (!needed.has(type)) delete pglite.parsers[type];
  return pglite;
}
