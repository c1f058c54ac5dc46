import { setTimeout as wait } from 'node:timers/promises';
import { NotSent } from '../ports/messenger.ts';
import { ONLY_SHARD, type Shards } from '../ports/shards.ts';
import { createShare } from './share.ts';

/** Hands out turns evenly, at most at a given rate, and none during a hold. */
export interface Pace {
  /** Resolves when it is the caller's turn. @throws NotSent if a hold is longer than a caller should wait */
  turn(): Promise<unknown>;
  /** Holds all turns for a time. */
  hold(milliseconds: number): void;
  /** Milliseconds for which all turns are still on hold; 0 if they are not. */
  held(): number;
}

/** Tells a pace that a request is over, and whether it was answered. */
export type Over = (answered: boolean) => void;

/** The pace of requests, considering their time on the way to Discord. */
export interface RequestPace extends Pace {
  /** Like {@link Pace.turn}, for a request of a kind whose duration hardly varies. */
  request(kind: string): Promise<Over>;
  /** Resolves when there is no hold, without taking a turn. @throws NotSent as {@link Pace.turn} */
  ready(): Promise<void>;
  /** Records that this process has just taken shards: another one has used their share until now. */
  taken(shards: readonly number[]): void;
}

/** Time source of a pace: a monotonic clock, in milliseconds, and a way to wait. */
export interface Timing {
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

export const machineTiming: Timing = { now: () => performance.now(), wait: (milliseconds) => wait(milliseconds) };

/**
 * Requests per second that Discord allows for the whole bot. Answers to interactions do not count, nor do edits of deferred
 * ones and follow-ups ("not bound to the application's Global Rate Limit").
 */
const ALLOWED = 50;
/** Steady pace in requests per second: the remaining two make up for late turns. */
export const REQUESTS_PER_SECOND = 48;

/** Maximum milliseconds of delay that are made up for: a timer that fires late must not lower the rate. */
const MADE_UP_FOR = 200;
const SECOND = 1000;
/** Maximum milliseconds until a request reaches Discord: one not answered by then has arrived. */
const LATEST = 1000;
/** Maximum milliseconds to wait for a turn during a hold: less than the 15 s after which a request is given up. */
const PATIENCE = 10_000;
/** Maximum milliseconds to wait for a turn in any case: the shards, and with them the share, may have gone meanwhile. */
const LONGEST_WAIT = 60_000;
/**
 * Milliseconds after which the share of a shard just taken is used: the last turns of its former holder have arrived by then, and
 * no longer count.
 */
const SETTLING = LATEST + SECOND;

/** A turn that was taken. */
interface Taken {
  readonly at: number;
  readonly kind: string | undefined;
  /** When its request was over; undefined while it is in progress. */
  over: number | undefined;
}

/** The pace of a process with a share of the whole. */
interface Rate {
  /** Maximum turns within a window. */
  readonly allowed: number;
  /** Milliseconds in which they are counted: a second, if that has any. */
  readonly window: number;
  /** Milliseconds between turns. */
  readonly gap: number;
}

function rateOf({ held, count }: { readonly held: number; readonly count: number }): Rate | undefined {
  if (held === 0) return undefined;
  return {
    allowed: Math.max(1, Math.floor((ALLOWED * held) / count)),
    window: SECOND * Math.max(1, count / (ALLOWED * held)),
    gap: (SECOND * count) / (REQUESTS_PER_SECOND * held),
  };
}

/**
 * A steady pace of {@link REQUESTS_PER_SECOND}, in order of request; no interval of one second contains more turns than Discord
 * allows. Processes share the rate by the shards that they hold, so that none has to know of the others; less than one request a
 * second is one in as many seconds.
 *
 * Discord counts requests on arrival, and some take longer to arrive: the first ones open connections. So a turn counts for a
 * second from the time at which its request has certainly arrived: when it was taken, plus the time by which its answer took
 * longer than the fastest one of its kind.
 *
 * @param tookAlone whether nobody else can have used the share of a shard just taken; left out: somebody may have
 */
export function createPace(
  timing: Timing = machineTiming,
  shards: Shards = ONLY_SHARD,
  { tookAlone = () => false }: { readonly tookAlone?: (shard: number) => boolean } = {},
): RequestPace {
  const share = createShare(shards, { now: timing.now, settling: SETTLING, tookAlone });
  const fastest = new Map<string, number>();
  let counted: Taken[] = [];
  let next = Number.NEGATIVE_INFINITY;
  let held = Number.NEGATIVE_INFINITY;
  let last: Promise<unknown> = Promise.resolve();

  /** When a turn stops counting; for a request in progress, the earliest time at which that can be determined. */
  const endOf = ({ at, kind, over }: Taken, now: number, { window, gap }: Rate): number => {
    if (kind === undefined) return at + window;
    const arrived = Math.min(over ?? Math.max(now, at), at + LATEST) - (fastest.get(kind) ?? 0);
    const end = Math.max(at, arrived) + window;
    const unknown = over === undefined && now < at + LATEST;
    return unknown ? Math.max(end, now + gap) : end;
  };
  const refuseIfHeld = (): void => {
    const left = held - timing.now();
    if (left > PATIENCE) throw new NotSent(left);
  };
  /** When the next turn may be taken. Asked again after each wait: newer turns, a hold or a shard may have changed it. */
  const earliest = (now: number, rate: Rate | undefined): number => {
    if (!rate) return now + share.settlesIn();
    counted = counted.filter((one) => endOf(one, now, rate) > now);
    const room = counted.length < rate.allowed ? now : Math.min(...counted.map((one) => endOf(one, now, rate)));
    return Math.max(next, held, room);
  };
  const take = async (since: number, kind?: string): Promise<Taken> => {
    for (;;) {
      refuseIfHeld();
      const now = timing.now();
      const rate = rateOf(share.now());
      const mine = earliest(now, rate);
      if (mine - since > LONGEST_WAIT) throw new NotSent(SECOND);
      if (rate && mine <= now) {
        const taken: Taken = { at: now, kind, over: undefined };
        counted.push(taken);
        next = Math.max(next, now - MADE_UP_FOR) + rate.gap;
        return taken;
      }
      await timing.wait(mine - now);
    }
  };
  const inOrder = (kind?: string): Promise<Taken> => {
    const since = timing.now();
    const mine = last.then(() => take(since, kind));
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    turn: () => inOrder(),
    async request(kind) {
      const taken = await inOrder(kind);
      return (answered) => {
        taken.over = timing.now();
        const took = taken.over - taken.at;
        if (answered) fastest.set(kind, Math.min(fastest.get(kind) ?? took, took));
      };
    },
    hold(milliseconds) {
      held = Math.max(held, timing.now() + milliseconds);
    },
    held: () => Math.max(0, held - timing.now()),
    taken: share.taken,
    async ready() {
      for (;;) {
        refuseIfHeld();
        const left = held - timing.now();
        if (left <= 0) return;
        await timing.wait(left);
      }
    },
  };
}

/**
 * Milliseconds to wait after attempt number `attempt`, from 1: 5 s, 10 s, 20 s … 10 minutes, each randomly changed by up to
 * half.
 */
export function backOff(attempt: number, random: () => number): number {
  return Math.min(5000 * 2 ** (attempt - 1), 600_000) * (0.5 + random());
}
