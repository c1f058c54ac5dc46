import type { Logger } from 'pino';
import type { LockSession } from '../database/lock-session.ts';
import { type Look, tell, unlock } from './locks.ts';
import type { Pause } from './pause.ts';
import type { ShardTimes } from './times.ts';

/** Milliseconds between two looks, unless somebody tells of a change. */
const LOOK = 100;
/** Milliseconds for events that Discord had sent to this process alone, before the other one's session was open. */
const UNDER_WAY = 250;

export interface HandOver {
  /** Shards whose gateway session this process has; loses those that somebody else answers for. */
  readonly open: Set<number>;
  readonly locked: Set<number>;
  readonly count: number;
  readonly times: ShardTimes;
  readonly ask: () => Promise<Look>;
  readonly pause: Pause;
  readonly steady: () => number;
}

/** Hands all shards over, and tells how that went. Never rejects: the end of the session releases them as well. */
export async function leave(session: LockSession, parts: HandOver, log: Pick<Logger, 'info' | 'warn'>): Promise<void> {
  try {
    const left = await handOver(session, parts);
    log.info({ shards: left }, left.length > 0 ? 'No process has taken these shards yet' : 'Others have all shards');
  } catch (error) {
    log.warn({ err: error }, 'The shards could not be handed over');
  }
}

/**
 * Releases all shards and goes on listening until those who took them have their gateway sessions: what is pressed in between reaches
 * one of the two, or both. Returns the shards that nobody answers for.
 */
async function handOver(session: LockSession, parts: HandOver): Promise<number[]> {
  const { open, locked, count, times, ask, pause, steady } = parts;
  const began = steady();
  const { locks, me } = await ask();
  const others = locks.some(({ kind, key, pid }) => kind === 'count' && key === count && pid !== me);
  for (const shard of locked) await unlock(session, 'shard', shard);
  locked.clear();
  await tell(session);
  const waiting = new Set(others ? open : []);
  const answered: number[] = [];
  while (waiting.size > 0) {
    const seen = await ask();
    const passed = steady() - began;
    for (const shard of waiting) {
      const taker = pidOf(seen, 'shard', shard);
      if (taker !== undefined && isReady(seen, shard, taker)) answered.push(shard);
      else if (taker !== undefined ? passed < times.handOver : passed < times.untaken) continue;
      waiting.delete(shard);
    }
    if (waiting.size > 0) await pause.start(LOOK);
  }
  if (answered.length > 0) await new Promise((resolve) => setTimeout(resolve, UNDER_WAY));
  for (const shard of answered) open.delete(shard);
  return [...open];
}

function pidOf({ locks, me }: Look, kind: 'shard', shard: number): number | undefined {
  return locks.find((lock) => lock.kind === kind && lock.key === shard && lock.pid !== me)?.pid;
}

function isReady({ locks }: Look, shard: number, taker: number): boolean {
  return locks.some(({ kind, key, pid }) => kind === 'ready' && key === shard && pid === taker);
}
