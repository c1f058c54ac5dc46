import type { Tx } from '../database/client.ts';

/** What the whole database takes up in bytes, all communities together. */
export async function storageBytes(db: Tx): Promise<number> {
  const rows: unknown = await db.$queryRaw`SELECT pg_database_size(current_database())::float8 AS bytes`;
  if (Array.isArray(rows) && typeof rows[0]?.bytes === 'number') return rows[0].bytes;
  throw new TypeError('the size of the database came back as something else');
}
