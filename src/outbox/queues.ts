import { setTimeout as wait } from 'node:timers/promises';
import type { Temporal } from 'temporal-polyfill';
import type { Clock } from '../time/clock.ts';
import type { StepDefinition } from './step-definition.ts';

/** Kinds of steps that are claimed together, and their steps in progress. */
export interface Queue {
  readonly kinds: readonly string[];
  /** Maximum steps in progress. */
  readonly atOnce: number;
  /** Steps in progress by key. */
  readonly running: Map<string, Promise<void>>;
  /** Whether more steps may be due than were claimed. */
  unseen: boolean;
  /** Puts the queue on hold. */
  hold(milliseconds: number): void;
  /** Milliseconds for which it is still on hold; 0 if it is not. */
  held(): number;
}

/** One queue for each kind with its own limit, and one for all others. */
export function createQueues(
  steps: readonly StepDefinition[],
  { concurrency, clock }: { readonly concurrency: number; readonly clock: Clock },
): readonly Queue[] {
  const shared = steps.filter(({ atOnce }) => atOnce === undefined).map(({ kind }) => kind);
  const own = steps.flatMap(({ kind, atOnce }) => (atOnce === undefined ? [] : [createQueue([kind], atOnce, clock)]));
  return [createQueue(shared, concurrency, clock), ...own];
}

function createQueue(kinds: readonly string[], atOnce: number, clock: Clock): Queue {
  let until: { readonly clock: Temporal.Instant; readonly machine: number } | undefined;
  return {
    kinds,
    atOnce,
    running: new Map(),
    unseen: true,
    hold(milliseconds) {
      until = {
        clock: clock.now().add({ milliseconds: Math.ceil(milliseconds) }),
        machine: performance.now() + milliseconds,
      };
    },
    held() {
      if (!until) return 0;
      // The earlier of the two: the bot's clock may be moved, or set back.
      const left = Math.min(until.clock.since(clock.now()).total('milliseconds'), until.machine - performance.now());
      return Math.max(0, left);
    },
  };
}

/** Maximum milliseconds that a following step waits for others to end. */
const PATIENCE_MS = 50;

/**
 * Waits while only steps that follow from those in progress can become due: one look for several of them costs less than one
 * each, but none waits long for a slow one. New requests end the wait.
 *
 * @param bell resolves at a new request
 */
export async function someSettled(
  underWay: () => readonly Promise<void>[],
  bell: Promise<void>,
  asked: () => boolean,
): Promise<void> {
  await Promise.race([...underWay(), bell]);
  if (asked()) return;
  const gaveUp = new AbortController();
  const patience = wait(PATIENCE_MS, undefined, { signal: gaveUp.signal }).catch(() => undefined);
  await Promise.race([Promise.all(underWay()), patience]);
  gaveUp.abort();
}
