import type { Logger } from 'pino';
import type { Moment } from '../time/moment.ts';
import type { ShardObserver } from './holder.ts';

/** Difference of the clocks in seconds above which it is told; half of it ends the matter. */
const TOO_FAR = 30;
/** Milliseconds for which a shard may be without a process before it is told: several processes may be starting. */
const UNHELD_FOR = 30_000;

/** Watches how far the server's clock is from this machine's, and warns once when it is too far. */
export function watchClock(
  log: Pick<Logger, 'info' | 'warn'>,
  observer: ShardObserver | undefined,
): (serverTime: number, sent: Moment, received: Moment) => void {
  let warned = false;
  return (serverTime, sent, received) => {
    const offset = ((sent.wall + received.wall) / 2 - serverTime) / 1000;
    observer?.clockOffset?.(offset);
    const seconds = Math.round(offset);
    if (!warned && Math.abs(offset) > TOO_FAR) {
      warned = true;
      log.warn({ seconds }, 'The clocks of this machine and of the database differ: set both by the network (NTP)');
    } else if (warned && Math.abs(offset) < TOO_FAR / 2) {
      warned = false;
      log.info({ seconds }, 'The clocks of this machine and of the database agree again');
    }
  };
}

/** Watches for shards that no process has, while this one has all it may take, and warns once. */
export function watchUnheld(log: Pick<Logger, 'warn'>, steady: () => number): (free: readonly number[]) => void {
  let since: number | undefined;
  let warned = false;
  return (free) => {
    if (free.length === 0) {
      since = undefined;
      warned = false;
      return;
    }
    since ??= steady();
    if (warned || steady() - since < UNHELD_FOR) return;
    warned = true;
    log.warn({ shards: free }, 'No process has these shards: start another one, or raise SHARDS_PER_PROCESS');
  };
}
