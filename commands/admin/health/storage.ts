import type { Tx } from '../../../src/database/client.ts';

/** What the whole database takes up, all communities together. */
export async function storageBytes(db: Tx): Promise<number> {
  const rows: unknown = await db.$queryRaw`SELECT pg_database_size(current_database())::float8 AS bytes`;
  if (Array.isArray(rows) && typeof rows[0]?.bytes === 'number') return rows[0].bytes;
  throw new TypeError('the size of the database came back as something else');
}

/** A size in megabytes, as people of a language write it. */
export function sayBytes(locale: string, bytes: number): string {
  const megabytes = Math.max(bytes / 1_000_000, 0.1);
  const format = { style: 'unit', unit: 'megabyte', maximumFractionDigits: megabytes < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(locale, format).format(megabytes);
}
