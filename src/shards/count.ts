import type { LockSession } from '../database/lock-session.ts';
import { type Look, look, share, tryLock, unlock } from './locks.ts';

/** *agreed*: this process works with that number; *others*: running processes have other ones; *busy*: ask again. */
export type Agreement =
  | { readonly type: 'agreed'; readonly count: number }
  | { readonly type: 'others'; readonly counts: readonly number[] }
  | { readonly type: 'unknown' }
  | { readonly type: 'busy' };

/**
 * Joins the running processes, all of which must have the same number of shards: with another one a guild would belong to two
 * shards at once. One process at a time agrees, so that two that start together see each other.
 *
 * @param configured the number of the settings; undefined: that of the others
 * @param fallback the number if nobody runs and none is set, if it is known
 */
export async function agreeOnCount(
  session: LockSession,
  configured: number | undefined,
  fallback: number | undefined,
): Promise<Agreement> {
  if (!(await tryLock(session, 'gate', 0))) return { type: 'busy' };
  try {
    const counts = countsOfOthers(await look(session));
    const count = configured ?? (counts.length === 0 ? fallback : counts[0]);
    if (count === undefined) return { type: 'unknown' };
    if (counts.some((each) => each !== count)) return { type: 'others', counts };
    await share(session, 'count', count);
    return { type: 'agreed', count };
  } finally {
    await unlock(session, 'gate', 0).catch(() => undefined); // a session that has ended holds nothing
  }
}

function countsOfOthers({ locks, me }: Look): number[] {
  return [...new Set(locks.filter(({ kind, pid }) => kind === 'count' && pid !== me).map(({ key }) => key))];
}
