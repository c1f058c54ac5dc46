import type { Shards } from '../../src/ports/shards.ts';
import { Killed } from './discord.ts';
import type { SimulatedProcess } from './process.ts';
import type { ShardTable } from './shards.ts';
import type { VirtualTime } from './time.ts';
import { HOUR, MINUTE, SECOND } from './weeks.ts';

/** The bot's processes: killed, back some time later, restarted in order, added and removed. */
export interface Fleet {
  readonly running: readonly SimulatedProcess[];
  /** Increases whenever a process may have something new to do. */
  readonly changes: number;
  readonly kills: number;
  readonly restarts: number;
  /** Starts a process, which takes what shards are free. */
  add(): void;
  /** Stops some process in order; it is back soon. */
  restart(): Promise<void>;
  /** Stops some process in order, for good. */
  remove(): Promise<void>;
  /**
   * Lets processes do what is due, until none has anything left to do.
   * @param due the shards for which something is; those who hold none of them, and are not new, need not look
   */
  tick(due: ReadonlySet<number>): Promise<void>;
  /** What every process does at each minute while an earlier tick is still at work. */
  open(): Promise<unknown>;
}

export interface FleetOptions {
  readonly time: VirtualTime;
  readonly table: ShardTable;
  readonly random: () => number;
  readonly start: (shards: Shards, onDeath: () => void) => SimulatedProcess;
}

/** How long an orderly restart takes at least, in milliseconds. */
const RESTART = 2 * SECOND;
/** How long it takes until others have the shards of a process that was killed, in milliseconds. */
const TAKEN_OVER = 5 * SECOND;

/** Most are back at once, some after a while, a few so late that a check-in is missed. */
export function deadFor(random: () => number): number {
  const luck = random();
  if (luck < 0.7) return random() * 5000;
  return random() * (luck < 0.98 ? 20 * MINUTE : 15 * HOUR);
}

export function createFleet({ time, table, random, start }: FleetOptions): Fleet {
  const running = new Map<number, SimulatedProcess>();
  let [started, changes, kills, restarts] = [0, 0, 0, 0];
  /** Those that are new, or have taken shards. */
  const fresh = new Set<number>();

  const takeFree = (): void => {
    for (const [number, process] of running) {
      const taken = table.take(number);
      if (taken.length === 0) continue;
      changes += 1;
      fresh.add(number);
      process.taken(taken);
    }
  };
  const add = (): void => {
    started += 1;
    changes += 1;
    const number = started;
    fresh.add(number);
    running.set(
      number,
      start(table.of(number), () => died(number)),
    );
    takeFree();
  };
  const died = (number: number): void => {
    kills += 1;
    void running.get(number)?.outbox.stop();
    time.at(time.now + TAKEN_OVER, () => {
      table.free(number);
      takeFree();
    });
    // One that dies while it is stopped in order comes back as it would have.
    if (running.delete(number)) time.at(time.now + deadFor(random), add);
  };
  const remove = async (): Promise<void> => {
    const [number, process] = [...running][Math.floor(random() * running.size)] ?? [];
    if (number === undefined || !process) return;
    running.delete(number);
    try {
      await process.outbox.stop();
      await process.outbox.release();
    } catch (error) {
      if (error instanceof Killed) return;
      throw error;
    }
    table.free(number);
    takeFree();
  };

  return {
    get running() {
      return [...running.values()];
    },
    get changes() {
      return changes;
    },
    get kills() {
      return kills;
    },
    get restarts() {
      return restarts;
    },
    add,
    remove,
    async restart() {
      restarts += 1;
      await remove();
      time.at(time.now + RESTART, add);
    },
    async tick(due) {
      let seen: number;
      do {
        seen = changes;
        const busy = [...running].filter(
          ([number]) =>
            fresh.delete(number) ||
            table
              .of(number)
              .held()
              .some((shard) => due.has(shard)),
        );
        await Promise.all(busy.map(([, process]) => process.tick()));
        await Promise.all([...running.values()].map(({ outbox }) => outbox.settle()));
      } while (changes !== seen);
    },
    open: () => Promise.all([...running.values()].map((process) => process.open())),
  };
}
