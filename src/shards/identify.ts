import { setTimeout as wait } from 'node:timers/promises';
import type { LockSession } from '../database/lock-session.ts';
import { tryLock, unlock } from './locks.ts';

/** Milliseconds between two attempts at a bucket that another process has. */
const AGAIN = 200;

/**
 * Gives logins their turns: in each of Discord's buckets (`shard % max_concurrency`) one in five seconds, over all processes. The
 * lock stays with its process for that time; without a session only this process's own logins wait for one another.
 */
export function createIdentifyTurns(
  pause: number,
  session: () => LockSession | undefined,
): (shard: number, buckets: number, signal: AbortSignal) => Promise<void> {
  /** By bucket: resolves when the last turn is over. */
  const lines = new Map<number, Promise<void>>();

  return async (shard, buckets, signal) => {
    const bucket = shard % Math.max(1, buckets);
    const before = lines.get(bucket);
    const turn = Promise.withResolvers<void>();
    lines.set(bucket, turn.promise);
    try {
      await before;
      signal.throwIfAborted();
      const locked = await lockBucket(session, bucket, signal);
      setTimeout(() => {
        turn.resolve();
        if (locked) void unlock(locked, 'identify', bucket).catch(() => undefined);
      }, pause).unref();
    } catch (error) {
      turn.resolve();
      throw error;
    }
  };
}

/** Returns the session that holds the bucket now; undefined if there is none to ask. */
async function lockBucket(
  current: () => LockSession | undefined,
  bucket: number,
  signal: AbortSignal,
): Promise<LockSession | undefined> {
  for (;;) {
    const session = current();
    if (!session) return undefined;
    try {
      if (await tryLock(session, 'identify', bucket)) return session;
    } catch {
      return undefined; // lost: a login without the lock is at worst refused by Discord, and repeated
    }
    await wait(AGAIN, undefined, { signal });
  }
}
