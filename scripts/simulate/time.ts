import type { Timing } from '../../src/outbox/pace.ts';
import { MINUTE } from './weeks.ts';

/** What one simulated process has of the virtual time. */
export interface Life {
  /** For its pace: whoever waits for a turn lets time pass. */
  readonly timing: Timing;
  /** Does work that takes none of the virtual time, such as a statement of the database. */
  work<T>(work: () => Promise<T>): Promise<T>;
}

/** Time that passes when nobody has anything left to do. */
export interface VirtualTime {
  readonly now: number;
  /** Begins the life of a process. */
  begin(): Life;
  /** Does something at a later time. */
  at(time: number, act: () => void): void;
  /** When the next of these things is to be done; infinite if there is none. */
  readonly next: number;
  /** Lets time pass while nobody waits, and does what is to be done until then. */
  passUntil(time: number): void;
}

interface Waiter {
  readonly at: number;
  readonly resolve: () => void;
}

/**
 * A clock for several processes. It moves to the next turn that somebody waits for, but not while a process that waits for none is
 * still at work: a process must not lose its turns because the machine that simulates it is slow. One that waits may finish other
 * work meanwhile, as it would in reality.
 *
 * @param onMinute called with each full minute that begins while somebody waits
 */
export function createTime(begin: number, onMinute: (minute: number) => void): VirtualTime {
  let now = begin;
  let planned: { readonly at: number; readonly act: () => void }[] = [];
  const lives: { underWay: number; waiting: Waiter[] }[] = [];
  let looking = false;

  const look = (): void => {
    if (looking) return;
    looking = true;
    // All that can go on without waiting has gone on by then.
    setImmediate(() => {
      looking = false;
      step();
    });
  };
  const step = (): void => {
    if (lives.some(({ underWay, waiting }) => underWay > 0 && waiting.length === 0)) return;
    const waiting = lives.flatMap((life) => life.waiting.map((waiter) => ({ life, waiter })));
    const [first] = waiting.toSorted((a, b) => a.waiter.at - b.waiter.at);
    if (!first) return;
    const { life, waiter } = first;
    if (pass(waiter.at)) return look();
    life.waiting.splice(life.waiting.indexOf(waiter), 1);
    waiter.resolve();
    look();
  };
  /** Moves the clock, at most to the next thing that is planned. Returns whether that came first. */
  const pass = (to: number): boolean => {
    const next = planned[0];
    const until = next && next.at <= to ? next.at : to;
    const minute = Math.floor(until / MINUTE);
    const begun = minute > Math.floor(now / MINUTE);
    now = Math.max(now, until);
    if (begun) onMinute(minute * MINUTE);
    if (!next || next.at > to) return false;
    planned.shift();
    next.act();
    return true;
  };

  return {
    get now() {
      return now;
    },
    begin() {
      const life = { underWay: 0, waiting: [] as Waiter[] };
      lives.push(life);
      return {
        timing: {
          now: () => now,
          wait: (milliseconds) =>
            new Promise<void>((resolve) => {
              life.waiting.push({ at: now + milliseconds, resolve });
              look();
            }),
        },
        async work(work) {
          life.underWay += 1;
          try {
            return await work();
          } finally {
            life.underWay -= 1;
            look();
          }
        },
      };
    },
    at(time, act) {
      planned = [...planned, { at: time, act }].toSorted((a, b) => a.at - b.at);
    },
    get next() {
      return planned[0]?.at ?? Number.POSITIVE_INFINITY;
    },
    passUntil(time) {
      for (let next = planned[0]; next && next.at <= time; next = planned[0]) {
        planned.shift();
        now = Math.max(now, next.at);
        next.act();
      }
      now = Math.max(now, time);
    },
  };
}
