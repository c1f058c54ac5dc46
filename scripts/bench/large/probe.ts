// Runs one piece of work while somebody in another guild presses something again and again.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { findSettings } from '../../../src/communities/settings.ts';
import type { Database } from '../../../src/database/database.ts';
import { NO_MEMORY } from '../../../src/database/memory.ts';
import { findProfile } from '../../../src/members/profile.ts';
import { OTHER } from './fill.ts';

/** What one piece of work cost, and what others noticed of it. */
export interface Row {
  readonly work: string;
  /** Seconds. */
  readonly took: number;
  /** Longest hold of the event loop, in milliseconds. */
  readonly held: number;
  /** Most processor time that this thread took between two looks at the clock, in milliseconds: what it held by itself, on a busy machine too. */
  readonly busy: number;
  /** Longest wait of somebody in another guild for what `/help` reads, in milliseconds; and how often it was asked. */
  readonly other: number;
  readonly asked: number;
  /** Answers of others that failed, and the work's own failure. */
  readonly failures: number;
  readonly failure: string;
  /** Growth of resident memory while it ran, in MB. */
  readonly memory: number;
}

/** Milliseconds between two looks at the event loop; they are taken off its delay. */
const RESOLUTION = 5;
/** Milliseconds between two presses of the other guild. */
const PRESSES = 25;

export async function measure({ db }: Database, name: string, work: () => Promise<unknown>): Promise<Row> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
  const waits: number[] = [];
  let failures = 0;
  let most = before;
  let over = false;
  const turns = watchTurns();
  delay.enable();
  const others = (async () => {
    while (!over) {
      const started = performance.now();
      await Promise.all([findProfile({ db, memory: NO_MEMORY }, '999', OTHER), findSettings(db, OTHER)]).catch(() => {
        failures += 1;
      });
      waits.push(performance.now() - started);
      most = Math.max(most, process.memoryUsage().rss);
      await pause(PRESSES);
    }
  })();
  const started = performance.now();
  let failure = '';
  await work().catch((error: unknown) => {
    failure = String(error).slice(0, 80);
  });
  const took = (performance.now() - started) / 1000;
  over = true;
  await others;
  delay.disable();
  const busy = turns.end();
  return {
    work: name,
    took: round(took, 2),
    held: round(Math.max(0, delay.max / 1e6 - RESOLUTION)),
    busy: round(busy),
    other: round(Math.max(...waits)),
    asked: waits.length,
    failures,
    failure,
    memory: round((most - before) / 1e6),
  };
}

/** Looks at the thread's processor time at every turn of the event loop's timers. */
function watchTurns(): { end(): number } {
  const spent = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let last = spent();
  let most = 0;
  const look = (): void => {
    const now = spent();
    most = Math.max(most, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  return {
    end() {
      clearInterval(timer);
      look();
      return most;
    },
  };
}

function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}
