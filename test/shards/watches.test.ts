import { describe, expect, it } from 'vitest';
import { watchClock, watchUnheld } from '../../src/shards/watches.ts';

function logging() {
  const lines: string[] = [];
  const note = (_data: unknown, words: string) => void lines.push(words);
  return { lines, log: { info: note, warn: note } as unknown as Parameters<typeof watchClock>[0] };
}

describe('the clocks of a process and of the database', () => {
  const at = (wall: number) => ({ steady: 0, wall });

  it('are told once when they are more than 30 s apart, and when they agree again', () => {
    const { lines, log } = logging();
    const offsets: number[] = [];
    const note = watchClock(log, { clockOffset: (seconds) => offsets.push(seconds) });
    note(1_000_000, at(1_029_000), at(1_029_000));
    expect(lines).toEqual([]);
    for (let ping = 0; ping < 3; ping += 1) note(1_000_000, at(1_089_000), at(1_091_000));
    expect(lines).toEqual([expect.stringContaining('differ')]);
    note(1_000_000, at(1_020_000), at(1_020_000)); // still more than half of it
    expect(lines).toHaveLength(1);
    note(1_000_000, at(1_001_000), at(1_001_000));
    expect(lines[1]).toContain('agree again');
    expect(offsets).toEqual([29, 90, 90, 90, 20, 1]);
  });
});

describe('shards that nobody has', () => {
  it('are told once, if it lasts', () => {
    const { lines, log } = logging();
    let now = 0;
    const note = watchUnheld(log, () => now);
    note([3]);
    now = 29_000;
    note([3]);
    note([]); // another process has started
    now = 40_000;
    note([3]);
    expect(lines).toEqual([]);
    now = 71_000;
    note([3]);
    note([3]);
    expect(lines).toEqual([expect.stringContaining('SHARDS_PER_PROCESS')]);
  });
});
