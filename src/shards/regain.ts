import { setTimeout as wait } from 'node:timers/promises';
import type { Backend, LockSession } from '../database/lock-session.ts';
import { endBackend, look, tryLock } from './locks.ts';

/** The server takes some milliseconds to end a session. */
const ATTEMPTS = 20;
const PAUSE = 50;

export interface Regained {
  /** Shards whose gateway session is open. */
  readonly wanted: Iterable<number>;
  /** Those whose lock this session has; gets those that it takes. */
  readonly locked: Set<number>;
  /** Earlier sessions of this process. After a connection was lost silently the server takes them for alive, with their locks. */
  readonly former: readonly Backend[];
}

/** Takes the locks of an earlier session in a new one. Returns those, and what somebody else has by now. */
export async function regain(
  session: LockSession,
  { wanted, locked, former }: Regained,
): Promise<{ readonly back: number[]; readonly gone: number[] }> {
  const back: number[] = [];
  const gone: number[] = [];
  for (const shard of wanted) {
    if (locked.has(shard)) continue;
    if (await takeBack(session, shard, former)) {
      locked.add(shard);
      back.push(shard);
    } else gone.push(shard);
  }
  return { back, gone };
}

async function takeBack(session: LockSession, shard: number, former: readonly Backend[]): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await tryLock(session, 'shard', shard)) return true;
    const { locks } = await look(session);
    const holder = locks.find(({ kind, key }) => kind === 'shard' && key === shard);
    const own = former.find(({ pid }) => pid === holder?.pid);
    if (holder && !own) return false;
    if (own) await endBackend(session, own);
    await wait(PAUSE);
  }
  return false;
}
