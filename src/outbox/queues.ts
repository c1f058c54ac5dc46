import type { Temporal } from 'temporal-polyfill';
import type { Clock } from '../time/clock.ts';
import type { StepDefinition } from './step-definition.ts';

/** Kinds of steps that are claimed together, and what of them is under way. */
export interface Queue {
  readonly kinds: readonly string[];
  /** So many are under way at most. */
  readonly atOnce: number;
  /** By their keys. */
  readonly running: Map<string, Promise<void>>;
  /** Whether more may be due than was claimed. */
  unseen: boolean;
  /** Holds all of it back for so many milliseconds. */
  hold(milliseconds: number): void;
  /** For how many milliseconds it is still held back; 0 if it is not. */
  held(): number;
}

/** One queue for each kind that has a number of its own, and one for all others. */
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
      // Whichever is over first: the bot's clock may be moved, or set back.
      const left = Math.min(until.clock.since(clock.now()).total('milliseconds'), until.machine - performance.now());
      return Math.max(0, left);
    },
  };
}
