import type { Db } from './client.ts';
import { inBackground } from './lanes.ts';

/** What is done with a table: its room freed, its rows counted anew. */
export interface Tidying {
  /** The table's name as SQL writes it. */
  readonly name: string;
  readonly vacuum: boolean;
  readonly analyze: boolean;
}

/** New rows after which the pages that hold them are looked through, so that no later look has very many of them to do. */
const MANY_NEW = 1000;
/** Rows that change in any table before it is counted anew, and the share of a large one: as PostgreSQL's autovacuum has them. */
const LEAST_CHANGED = 50;
const CHANGED_SHARE = 0.1;
/** Deleted and changed rows after which a table is tidied up in the middle of much work, and the share of a large one. */
const MANY_DEAD = 10_000;
const DEAD_SHARE = 0.1;

/**
 * Frees the room of what was deleted and counts anew what the planner goes by. In its single session PostgreSQL has no autovacuum:
 * without this, tables that change often only ever grow, and what was deleted stays in the files. Only tables in which there is
 * something to do, and often: one cannot be divided up by much and holds everything up meanwhile, by how much has changed since.
 */
export async function vacuumTables(db: Db): Promise<void> {
  await inBackground(async () => tidy(db, await findChanged(db)));
}

/**
 * The same for tables in which much was deleted or changed lately: while very many rows are let go of, so that no later round has
 * all of them to do. Not sooner: it looks through all indexes of a table, however few of its rows have gone.
 */
export async function vacuumMuchChanged(db: Db): Promise<void> {
  await inBackground(async () => {
    const changed = await findChanged(db, { dead: MANY_DEAD, share: DEAD_SHARE });
    // They are counted anew when it is over.
    await tidy(
      db,
      changed.map((table) => ({ ...table, analyze: false })),
    );
  });
}

/** The tables in which something, or so much, was deleted, or enough was changed, since they were last tidied up. */
export async function findChanged(db: Db, { dead, share } = { dead: 0, share: 0 }): Promise<Tidying[]> {
  // Otherwise what was counted becomes visible only now and then.
  await db.$executeRaw`SELECT pg_stat_force_next_flush()`;
  const tables = await db.$queryRaw<Tidying[]>`
    SELECT format('%I', relname) AS name,
      n_dead_tup > ${dead}::int + ${share}::float * n_live_tup OR n_ins_since_vacuum >= ${MANY_NEW}::int AS vacuum,
      n_mod_since_analyze > ${LEAST_CHANGED}::int + ${CHANGED_SHARE}::float * n_live_tup AS analyze
    FROM pg_stat_user_tables WHERE schemaname = current_schema() ORDER BY 1`;
  return tables.filter(({ vacuum, analyze }) => vacuum || analyze);
}

/** Statement by statement, in the background: between two of them, whatever people wait for has its turn. */
export async function tidy(db: Db, tables: readonly Tidying[]): Promise<void> {
  await inBackground(async () => {
    for (const { name, vacuum, analyze } of tables) {
      if (vacuum) {
        // In two pieces: first the rows alone, then the indexes and what they still point to.
        await db.$executeRawUnsafe(`VACUUM (INDEX_CLEANUP OFF, TRUNCATE OFF) ${name}`);
        await db.$executeRawUnsafe(`VACUUM ${name}`);
      }
      if (analyze) await db.$executeRawUnsafe(`ANALYZE ${name}`);
    }
  });
}
