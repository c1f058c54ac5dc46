import { inBackground } from '../lanes.ts';
import type { Db } from './client.ts';

/**
 * Frees the room of what was deleted and counts anew what the planner goes by. In its single session PostgreSQL has no autovacuum:
 * without this, tables that change often only ever grow. Table by table, in the background: between two of them, and before
 * each, whatever people wait for has its turn.
 */
export async function vacuumTables(db: Db): Promise<void> {
  await inBackground(async () => {
    const tables = await db.$queryRaw<{ name: string }[]>`
      SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1`;
    for (const { name } of tables) {
      await db.$executeRawUnsafe(`VACUUM ${name}`);
      await db.$executeRawUnsafe(`ANALYZE ${name}`);
    }
  });
}
