import { Prisma } from './generated/client.ts';

/** Part of a statement, with its values: for statements that have a part in common. */
export type SqlPart = Prisma.Sql;

/** Makes a {@link SqlPart}, as `$queryRaw` makes a statement. */
export const sqlPart = Prisma.sql;
