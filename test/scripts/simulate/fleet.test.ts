import { expect, it } from 'vitest';
import { Killed } from '../../../scripts/simulate/discord.ts';
import { createFleet } from '../../../scripts/simulate/fleet.ts';
import type { SimulatedProcess } from '../../../scripts/simulate/process.ts';
import { createShardTable } from '../../../scripts/simulate/shards.ts';
import { createTime } from '../../../scripts/simulate/time.ts';
import type { Shards } from '../../../src/ports/shards.ts';

function world(release: (die: () => void) => Promise<void> = async () => undefined) {
  const time = createTime(0, () => undefined);
  const made: { readonly shards: Shards; readonly die: () => void; readonly taken: number[] }[] = [];
  const start = (shards: Shards, die: () => void): SimulatedProcess => {
    const taken: number[] = [];
    made.push({ shards, die, taken });
    const outbox = { stop: async () => undefined, settle: async () => undefined, release: () => release(die) };
    return {
      alive: true,
      outbox: outbox as unknown as SimulatedProcess['outbox'],
      tick: async () => undefined,
      open: async () => undefined,
      taken: (some) => void taken.push(...some),
      kill: die,
    };
  };
  const fleet = createFleet({ time, table: createShardTable(4, 3), random: () => 0, start });
  fleet.add();
  fleet.add();
  return { time, made, fleet };
}

it('gives the shards of a process that was killed to the others after a while, and starts it again', () => {
  const { time, made, fleet } = world();
  expect(made.map(({ shards }) => shards.held())).toEqual([[0, 1, 2], [3]]);
  made[0]?.die();
  expect([fleet.kills, fleet.running.length, made[1]?.taken]).toEqual([1, 1, [3]]);
  time.passUntil(5000);
  expect(made[1]?.shards.held()).toEqual([0, 1, 3]);
  expect(made[1]?.taken).toEqual([3, 0, 1]);
  expect([fleet.running.length, made[2]?.shards.held()]).toEqual([2, [2]]);
});

it('hands the shards over at once where a process is stopped in order, and starts one again', async () => {
  const { time, made, fleet } = world();
  await fleet.restart();
  expect(made[1]?.shards.held()).toEqual([0, 1, 3]);
  time.passUntil(2000);
  expect([fleet.running.length, fleet.kills, made[2]?.shards.held()]).toEqual([2, 0, [2]]);
});

it('lives on where a process is killed while it is stopped in order', async () => {
  const { time, made, fleet } = world(async (die) => {
    die();
    throw new Killed();
  });
  await fleet.restart();
  expect(made[1]?.shards.held()).toEqual([3]);
  time.passUntil(5000);
  expect([fleet.running.length, fleet.kills, fleet.restarts]).toEqual([2, 1, 1]);
  expect(made.flatMap(({ shards }) => shards.held()).toSorted()).toEqual([0, 1, 2, 3]);
});
