import type { Db } from './client.ts';
import { inBackground } from './lanes.ts';

/** Maintenance of one table: freeing space, updating statistics. */
export interface Tidying {
  /** The table's name as written in SQL. */
  readonly name: string;
  readonly vacuum: boolean;
  readonly analyze: boolean;
}

/** New rows after which a table's pages are scanned, so that no later scan has very many of them to do. */
const MANY_NEW = 1000;
/** Changed rows, and share of a large table's, after which its statistics are updated; the same as in PostgreSQL's autovacuum. */
const LEAST_CHANGED = 50;
const CHANGED_SHARE = 0.1;
/** Dead rows, and share of a large table's, after which it is vacuumed even in the middle of a long job. */
const MANY_DEAD = 10_000;
const DEAD_SHARE = 0.1;

/**
 * Frees the space of deleted rows and updates the planner's statistics. A single-session PostgreSQL has no autovacuum: without
 * this, tables that change often only grow, and deleted data stays in the files. Only tables with something to do, and often: the
 * work on one table cannot be divided much, and blocks everything else for a time that grows with the changes.
 */
export async function vacuumTables(db: Db): Promise<void> {
  await inBackground(async () => tidy(db, await findChanged(db)));
}

/**
 * Like {@link vacuumTables}, for tables with many recent deletions or changes: used during large deletions, so that no later
 * round has to do it all. Not for fewer, since it scans all of a table's indexes however few rows have gone.
 */
export async function vacuumMuchChanged(db: Db): Promise<void> {
  await inBackground(async () => {
    const changed = await findChanged(db, { dead: MANY_DEAD, share: DEAD_SHARE });
    // Statistics are updated when the job is over.
    await tidy(
      db,
      changed.map((table) => ({ ...table, analyze: false })),
    );
  });
}

/** Tables with deletions (above the given limits) or enough changes since they were last maintained. */
export async function findChanged(db: Db, { dead, share } = { dead: 0, share: 0 }): Promise<Tidying[]> {
  // Otherwise the counts become visible only now and then.
  await db.$executeRaw`SELECT pg_stat_force_next_flush()`;
  const tables = await db.$queryRaw<Tidying[]>`
    SELECT format('%I', relname) AS name,
      n_dead_tup > ${dead}::int + ${share}::float * n_live_tup OR n_ins_since_vacuum >= ${MANY_NEW}::int AS vacuum,
      n_mod_since_analyze > ${LEAST_CHANGED}::int + ${CHANGED_SHARE}::float * n_live_tup AS analyze
    FROM pg_stat_user_tables WHERE schemaname = current_schema() ORDER BY 1`;
  return tables.filter(({ vacuum, analyze }) => vacuum || analyze);
}

/** Maintains the tables statement by statement in the background, so that people's work goes first in between. */
export async function tidy(db: Db, tables: readonly Tidying[]): Promise<void> {
  await inBackground(async () => {
    for (const { name, vacuum, analyze } of tables) {
      if (vacuum) {
        // In two steps: first only the rows, then the indexes and the entries that still point to them.
        await db.$executeRawUnsafe(`VACUUM (INDEX_CLEANUP OFF, TRUNCATE OFF) ${name}`);
        await db.$executeRawUnsafe(`VACUUM ${name}`);
      }
      if (analyze) await db.$executeRawUnsafe(`ANALYZE ${name}`);
    }
  });
}
