import { expect, it } from 'vitest';
import { createHolding, gapsOf } from '../../../scripts/soak/holding.ts';

it('finds the times without a process, and what ended the holding before', () => {
  const holding = createHolding();
  holding.begin(0, 1, 100);
  holding.end(0, 1, 200, 'killed');
  holding.begin(0, 2, 250);
  holding.endAll(2, 300, 'frozen');
  holding.begin(0, 2, 400);
  expect(gapsOf(holding.spans, 0, [0, 1000])).toEqual([
    { shard: 0, from: 0, until: 100, why: undefined },
    { shard: 0, from: 200, until: 250, why: 'killed' },
    { shard: 0, from: 300, until: 400, why: 'frozen' },
  ]);
});

it('cuts them to the time that is asked about', () => {
  const holding = createHolding();
  holding.begin(0, 1, 100);
  holding.end(0, 1, 200, 'gateway cut');
  holding.begin(0, 1, 300);
  expect(gapsOf(holding.spans, 0, [220, 280])).toEqual([{ shard: 0, from: 220, until: 280, why: 'gateway cut' }]);
  expect(gapsOf(holding.spans, 0, [150, 220])).toEqual([{ shard: 0, from: 200, until: 220, why: 'gateway cut' }]);
  expect(gapsOf(holding.spans, 0, [120, 180])).toEqual([]);
  expect(gapsOf(holding.spans, 0, [300, 900])).toEqual([]);
});

it('finds none where two processes overlap, as at a deploy', () => {
  const holding = createHolding();
  holding.begin(0, 1, 0);
  holding.begin(0, 2, 90);
  holding.end(0, 1, 100, 'stopped in order');
  expect(gapsOf(holding.spans, 0, [0, 500])).toEqual([]);
});

it('names what ended the last of several holdings', () => {
  const holding = createHolding();
  holding.begin(0, 1, 0);
  holding.begin(0, 2, 0);
  holding.end(0, 2, 50, 'killed');
  holding.end(0, 1, 100, 'closed by itself');
  expect(gapsOf(holding.spans, 0, [0, 200])).toEqual([{ shard: 0, from: 100, until: 200, why: 'closed by itself' }]);
});

it('does not mix up shards, and begins and ends each holding once', () => {
  const holding = createHolding();
  holding.begin(0, 1, 0);
  holding.begin(0, 1, 50);
  holding.begin(1, 1, 0);
  holding.end(1, 1, 100, 'killed');
  holding.end(1, 1, 150, 'frozen');
  expect(holding.spans).toHaveLength(2);
  expect(gapsOf(holding.spans, 0, [0, 200])).toEqual([]);
  expect(gapsOf(holding.spans, 1, [0, 200])).toEqual([{ shard: 1, from: 100, until: 200, why: 'killed' }]);
});
