import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCertainty } from '../../src/shards/certainty.ts';
import { SHARD_TIMES } from '../../src/shards/times.ts';
import type { Moment } from '../../src/time/moment.ts';

const LIMIT = 11_000;

function machine() {
  let now: Moment = { steady: 0, wall: 1_700_000_000_000 };
  const certainty = createCertainty(LIMIT, () => now);
  return {
    certainty,
    pass(milliseconds: number) {
      now = { steady: now.steady + milliseconds, wall: now.wall + milliseconds };
    },
    sleep(milliseconds: number) {
      now = { ...now, wall: now.wall + milliseconds };
    },
    setClock(milliseconds: number) {
      now = { ...now, wall: now.wall + milliseconds };
    },
  };
}

describe('what a process knows of its locks', () => {
  it('is nothing before the first answer', () => {
    const { certainty } = machine();
    expect(certainty.isCertain()).toBe(false);
    expect(certainty.mayListen()).toBe(false);
  });

  it('is good for a while from when it asked, not from when it was answered', () => {
    const { certainty, pass } = machine();
    const sent = certainty.now();
    pass(3000);
    certainty.answered(sent, false);
    pass(LIMIT - 3001);
    expect(certainty.isCertain()).toBe(true);
    pass(1);
    expect(certainty.isCertain()).toBe(false);
    expect(certainty.mayListen()).toBe(false);
  });

  it('is nothing at once when the session has ended, while the gateway goes on for the time that a new one may take', () => {
    const { certainty, pass } = machine();
    certainty.answered(certainty.now(), false);
    certainty.lost();
    expect(certainty.isCertain()).toBe(false);
    expect(certainty.mayListen()).toBe(true);
    pass(LIMIT);
    expect(certainty.mayListen()).toBe(false);
  });

  it('is nothing after a sleep of the machine, which its steady clock does not show', () => {
    const { certainty, sleep } = machine();
    certainty.answered(certainty.now(), true);
    sleep(60_000);
    expect(certainty.isCertain()).toBe(false);
    expect(certainty.mayListen()).toBe(false);
    certainty.turn();
    expect(certainty.mayListen()).toBe(false);
  });

  it('survives a clock that is set back', () => {
    const { certainty, pass, setClock } = machine();
    certainty.answered(certainty.now(), false);
    setClock(-3_600_000);
    pass(LIMIT - 1);
    expect(certainty.isCertain()).toBe(true);
    pass(1);
    expect(certainty.isCertain()).toBe(false);
  });

  it('lets the only process listen while the database is away, until it stood still itself', () => {
    const { certainty, pass } = machine();
    certainty.answered(certainty.now(), true);
    certainty.lost();
    for (let minutes = 0; minutes < 10; minutes += 1) {
      pass(6000);
      certainty.turn();
    }
    expect(certainty.isCertain()).toBe(false);
    expect(certainty.mayListen()).toBe(true);
    pass(LIMIT); // nothing ran
    expect(certainty.mayListen()).toBe(false);
    certainty.turn();
    expect(certainty.mayListen()).toBe(false);
  });
});

describe('the times', () => {
  it('leave seconds between the end of belief and the end of the session', () => {
    const { ping, answer, connect, certain, idle } = SHARD_TIMES;
    expect(certain).toBeLessThanOrEqual(idle - 3000);
    // One ping may fail, and a new session be opened, before anything is closed.
    expect(ping + answer + connect).toBeLessThan(certain);
  });

  it('never let two processes believe in one lock, whatever the network and the machine do', () => {
    // The server hears each question some time after it was asked, and ends the session `idle` after the last one that it heard.
    const event = fc.oneof(
      fc.record({ type: fc.constant('pass' as const), for: fc.integer({ min: 0, max: 20_000 }) }),
      fc.record({ type: fc.constant('sleep' as const), for: fc.integer({ min: 0, max: 100_000 }) }),
      fc.record({
        type: fc.constant('ask' as const),
        there: fc.integer({ min: 0, max: 5000 }),
        back: fc.integer({ min: 0, max: 5000 }),
        answered: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const { certainty, pass, sleep } = machine();
        let real = 0;
        let heard = Number.NEGATIVE_INFINITY;
        const later = (milliseconds: number, asleep = false): void => {
          (asleep ? sleep : pass)(milliseconds);
          real += milliseconds;
        };
        const ask = (there: number, back: number, answered: boolean): void => {
          const sent = certainty.now();
          later(there);
          const alive = real - heard <= SHARD_TIMES.idle || heard === Number.NEGATIVE_INFINITY;
          if (alive) heard = real;
          later(back);
          if (alive && answered) certainty.answered(sent, false);
        };
        for (const each of events) {
          if (each.type === 'ask') ask(each.there, each.back, each.answered);
          else later(each.for, each.type === 'sleep');
          if (certainty.isCertain()) expect(real - heard).toBeLessThan(SHARD_TIMES.idle);
        }
      }),
    );
  });
});
