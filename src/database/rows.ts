import type { Tx } from './client.ts';
import type { Prisma } from './generated/client.ts';

/** A table, by the name of its model in prisma/schema.prisma. */
export type Table = Prisma.ModelName;

export type ColumnOf<T extends Table> = keyof Prisma.TypeMap['model'][T]['payload']['scalars'] & string;

/** Prisma's methods common to all tables. */
interface Rows {
  count(args: { where: object }): Promise<number>;
  findMany<R>(args: { where: object; orderBy: object[]; skip?: number; take: number }): Promise<R[]>;
  deleteMany(args: { where: object; limit?: number }): Promise<{ count: number }>;
  updateMany(args: { where: object; data: object; limit?: number }): Promise<{ count: number }>;
}

/** The rows of a table, for code that handles many tables alike. Column names are checked where they are data: {@link ColumnOf}. */
export function rowsOf(db: Tx, table: Table): Rows {
  return Reflect.get(db, `${table.charAt(0).toLowerCase()}${table.slice(1)}`);
}
