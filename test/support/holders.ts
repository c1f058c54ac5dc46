import pg from 'pg';
import { openLockSession } from '../../src/database/lock-session.ts';
import type { ShardHolder, ShardObserver } from '../../src/shards/holder.ts';
import { createLockHolder } from '../../src/shards/lock-holder.ts';
import type { ShardTimes } from '../../src/shards/times.ts';
import { type Moment, machineClock } from '../../src/time/moment.ts';

/** A process's holder of shards, with a gateway that only notes what it is told. */
export interface TestHolder extends ShardHolder {
  /** Shards whose gateway session is open. */
  readonly sessions: ReadonlySet<number>;
  /** What the log said. */
  readonly logged: readonly string[];
  /** Sets the machine's clocks ahead, as after a sleep. */
  sleep(milliseconds: number): void;
}

export interface HolderSetup {
  readonly count?: number | undefined;
  readonly perProcess?: number | undefined;
  readonly recommended?: number;
  readonly times?: Partial<ShardTimes>;
  readonly observer?: ShardObserver;
}

/** Short enough that no test waits for long: a process hears of another one within a tenth of a second. */
export const QUICK: Partial<ShardTimes> = { ping: 150, poll: 100, untaken: 400, identify: 300 };

/** Makes a holder on a server's database; the caller starts and closes it. */
export function testHolder(url: string, setup: HolderSetup = {}): TestHolder {
  const sessions = new Set<number>();
  const logged: string[] = [];
  let ahead = 0;
  const note = (...args: unknown[]) => void logged.push(JSON.stringify(args));
  const holder = createLockHolder({
    openSession: (options) => openLockSession(url, options),
    owner: { take: (shard) => sessions.add(shard), regained: () => undefined, drop: (shard) => sessions.delete(shard) },
    count: setup.count,
    perProcess: setup.perProcess,
    recommended: async () => setup.recommended ?? 1,
    log: { info: note, warn: note, error: note },
    ...(setup.observer ? { observer: setup.observer } : {}),
    times: { ...QUICK, ...setup.times },
    now: (): Moment => {
      const { steady, wall } = machineClock();
      return { steady: steady + ahead, wall: wall + ahead };
    },
  });
  return Object.assign(Object.create(holder) as ShardHolder, {
    sessions,
    logged,
    sleep(milliseconds: number) {
      ahead += milliseconds;
    },
  });
}

/** Runs one statement as somebody else. */
export async function runSql(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
