import type { Logger } from 'pino';
import type { Connection } from '../discord/connection.ts';
import { type Shards, shardOf } from '../ports/shards.ts';
import type { ShardOwner } from '../shards/holder.ts';

export interface Sessions extends ShardOwner {
  /** Waits for the sessions that are being opened. @throws StartError for a wrong token, or a number that Discord refuses */
  opened(): Promise<void>;
  /** Resolves once the first session is ready: at once, or when a process that stands by gets a shard. */
  readonly first: Promise<void>;
  /** Whether the session of a shard has been ready since it was taken. */
  hasBegun(shard: number): boolean;
}

export interface SessionEvents {
  /** This process has taken shards, or got back what it may have lost meanwhile. */
  readonly onTaken: (shards: readonly number[]) => void;
  /** The gateway session of a shard is ready. */
  readonly onReady: (shard: number) => Promise<void>;
}

/** Opens and closes gateway sessions as shards come and go. */
export function createSessions(
  connection: Pick<Connection, 'take' | 'drop'>,
  log: Pick<Logger, 'error'>,
  { onTaken, onReady }: SessionEvents,
): Sessions {
  const opening = new Set<Promise<void>>();
  const begun = new Set<number>();
  const first = Promise.withResolvers<void>();
  let starting = true;

  async function open(shard: number, count: number): Promise<void> {
    if (!(await connection.take(shard, count))) return;
    begun.add(shard);
    await onReady(shard);
    first.resolve();
  }

  return {
    take(shard, count) {
      begun.delete(shard);
      onTaken([shard]);
      const done = open(shard, count).finally(() => opening.delete(done));
      opening.add(done);
      // The caller of `opened` tells of a start that fails.
      done.catch((error: unknown) => {
        if (!starting) log.error({ err: error, shard }, 'The gateway session of a shard could not be opened');
      });
    },
    regained: onTaken,
    drop(shard) {
      begun.delete(shard);
      connection.drop(shard);
    },
    async opened() {
      await Promise.all(opening);
      starting = false;
    },
    first: first.promise,
    hasBegun: (shard) => begun.has(shard),
  };
}

/**
 * The shards that this process holds and has heard from: until then it knows none of their channels, and each step would be put
 * off as in an outage of Discord.
 */
export function heardFrom(shards: Shards, sessions: Pick<Sessions, 'hasBegun'>): Shards {
  return {
    get count() {
      return shards.count;
    },
    held: () => shards.held().filter((shard) => sessions.hasBegun(shard)),
    holds: (guildId) => shards.holds(guildId) && sessions.hasBegun(shardOf(guildId, shards.count)),
  };
}
