import type { Shards } from '../ports/shards.ts';
import { Prisma } from './generated/client.ts';

/**
 * A condition for a statement: the rows that this process works on now, by the column with their guild (nothing, for a process
 * without shards). It costs nothing for a process that holds all shards.
 *
 * @param column e.g. `s."communityId"`, as written in the statement
 */
export function ofShards(shards: Shards, column: string): Prisma.Sql {
  const held = shards.held();
  if (held.length === 0) return Prisma.sql`FALSE`;
  if (held.length === shards.count) return Prisma.sql`TRUE`;
  return onShards(held, shards.count, column);
}

/**
 * A condition for a statement: the rows of some shards.
 *
 * As `shard_of(…) = ANY(…)` the planner would take it for one row in 200, and so read and sort all due rows at each claim of a few;
 * this it takes for most rows, and so stops at the last one needed.
 */
export function onShards(some: readonly number[], count: number, column: string): Prisma.Sql {
  return Prisma.sql`array_position(${[...some]}::int[], "shard_of"(${Prisma.raw(column)}, ${count}::int)) IS NOT NULL`;
}
