import type { ShardHolder } from './holder.ts';
import { createLockHolder, type LockHolderOptions } from './lock-holder.ts';
import { createSoleHolder } from './sole-holder.ts';

/** The holder for a database: one session of locks on a server, all shards at once on the embedded one. */
export function createShardHolder(
  options: Omit<LockHolderOptions, 'openSession'> & Partial<Pick<LockHolderOptions, 'openSession'>>,
): ShardHolder {
  const { openSession } = options;
  return openSession ? createLockHolder({ ...options, openSession }) : createSoleHolder(options);
}
