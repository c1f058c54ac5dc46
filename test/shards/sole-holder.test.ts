import { describe, expect, it } from 'vitest';
import { StartError } from '../../src/operations/start-error.ts';
import { createShardHolder } from '../../src/shards/open.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function holder(settings: { readonly count?: number; readonly perProcess?: number; readonly recommended?: number }) {
  const taken: number[] = [];
  const { count, perProcess, recommended = 3 } = settings;
  const owner = { take: (shard: number) => void taken.push(shard), drop: () => undefined, regained: () => undefined };
  return { taken, holder: createShardHolder({ owner, count, perProcess, recommended: async () => recommended, log }) };
}

describe('on the embedded database', () => {
  it('one process has all shards, as many as Discord recommends', async () => {
    const { holder: sole, taken } = holder({});
    expect([sole.count, sole.held(), sole.holds('1')]).toEqual([0, [], false]);
    await sole.start();
    expect([sole.count, sole.held(), sole.holds('1'), taken]).toEqual([3, [0, 1, 2], true, [0, 1, 2]]);
  });

  it('the settings decide on the number', async () => {
    const { holder: sole } = holder({ count: 2, perProcess: 2 });
    await sole.start();
    expect(sole.held()).toEqual([0, 1]);
  });

  it('a share of the shards is refused, since nobody could take the others', async () => {
    const attempt = holder({ perProcess: 2 }).holder.start();
    await expect(attempt).rejects.toThrow(StartError);
    await expect(attempt).rejects.toThrow(/SHARDS_PER_PROCESS: 2 of 3 shards/);
  });

  it('a process that stops does no more work, and answers to the end', async () => {
    const { holder: sole } = holder({});
    await sole.start();
    await sole.handOver();
    expect([sole.held(), sole.holds('1'), sole.listens(0)]).toEqual([[], false, true]);
  });
});
