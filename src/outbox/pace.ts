import { setTimeout as wait } from 'node:timers/promises';
import { NotSent } from '../ports/messenger.ts';

/** Hands out turns evenly, at most at a given rate, and none while everything is held back. */
export interface Pace {
  /** Resolves when it is the caller's turn. @throws NotSent if all is held back for longer than a caller should wait */
  turn(): Promise<unknown>;
  /** Holds all turns back for a time. */
  hold(milliseconds: number): void;
  /** For how many milliseconds all turns are still held back; 0 if they are not. */
  held(): number;
}

/** Tells a pace that a request is over, and whether it was answered. */
export type Over = (answered: boolean) => void;

/** The pace of requests that take their time on the way to Discord. */
export interface RequestPace extends Pace {
  /** As {@link Pace.turn}, for a request of a kind that takes about the same time each. */
  request(kind: string): Promise<Over>;
  /** Resolves when nothing is held back, without taking a turn. @throws NotSent as {@link Pace.turn} */
  ready(): Promise<void>;
}

/** What a pace is measured with: a clock that is never set, in milliseconds, and a way to wait. */
export interface Timing {
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

export const machineTiming: Timing = { now: () => performance.now(), wait: (milliseconds) => wait(milliseconds) };

/**
 * Discord allows 50 requests a second for the whole bot. Answers to interactions are no part of it, edits of deferred ones and
 * follow-ups included ("not bound to the application's Global Rate Limit").
 */
const ALLOWED = 50;
/** The steady pace: the two that are left make up for turns that came late. */
export const REQUESTS_PER_SECOND = 48;

/** A timer that fires late must not lower the rate: turns so far behind, in milliseconds, are made up for. */
const MADE_UP_FOR = 200;
const SECOND = 1000;
/** How late a request may reach Discord at most, in milliseconds: one that is not answered by then has got there. */
const LATEST = 1000;
/** For how long a turn is waited for while all is held back, in milliseconds: less than the 15 s after which a request is given up. */
const PATIENCE = 10_000;

/** A turn that was taken. */
interface Taken {
  readonly at: number;
  readonly kind: string | undefined;
  /** When its request was over; undefined while it is under way. */
  over: number | undefined;
}

/**
 * A steady pace of {@link REQUESTS_PER_SECOND}, in the order in which turns were asked for; no second, wherever it begins, sees
 * more of them than Discord allows.
 *
 * Discord counts requests as they arrive, and some are longer on the way: the first ones open connections. So a turn counts
 * for a second from when its request has surely arrived: when it was taken, later by as much as its answer took longer than the
 * fastest one of its kind.
 */
export function createPace(timing: Timing = machineTiming): RequestPace {
  const gap = SECOND / REQUESTS_PER_SECOND;
  const fastest = new Map<string, number>();
  let counted: Taken[] = [];
  let next = Number.NEGATIVE_INFINITY;
  let held = Number.NEGATIVE_INFINITY;
  let last: Promise<unknown> = Promise.resolve();

  /** When a turn counts no longer; for a request that is under way the soonest time at which that can be said. */
  const endOf = ({ at, kind, over }: Taken, now: number): number => {
    if (kind === undefined) return at + SECOND;
    const arrived = Math.min(over ?? Math.max(now, at), at + LATEST) - (fastest.get(kind) ?? 0);
    const end = Math.max(at, arrived) + SECOND;
    const unknown = over === undefined && now < at + LATEST;
    return unknown ? Math.max(end, now + gap) : end;
  };
  const refuseIfHeld = (): void => {
    const left = held - timing.now();
    if (left > PATIENCE) throw new NotSent(left);
  };
  const take = async (kind?: string): Promise<Taken> => {
    for (;;) {
      refuseIfHeld();
      const now = timing.now();
      // Asked again after each wait: what was taken since, or a hold, may have put it off.
      counted = counted.filter((one) => endOf(one, now) > now);
      const room = counted.length < ALLOWED ? now : Math.min(...counted.map((one) => endOf(one, now)));
      const mine = Math.max(next, held, room);
      if (mine <= now) {
        const taken: Taken = { at: now, kind, over: undefined };
        counted.push(taken);
        next = Math.max(next, now - MADE_UP_FOR) + gap;
        return taken;
      }
      await timing.wait(mine - now);
    }
  };
  const inOrder = (kind?: string): Promise<Taken> => {
    const mine = last.then(() => take(kind));
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

/** How long to wait after the attempt with this number, from 1: 5 s, 10 s, 20 s … 10 minutes, each by half more or less. */
export function backOff(attempt: number, random: () => number): number {
  return Math.min(5000 * 2 ** (attempt - 1), 600_000) * (0.5 + random());
}
