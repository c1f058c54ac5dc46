import { describe, expect, it } from 'vitest';
import type { Span } from '../../../scripts/soak/holding.ts';
import { isExcused, judgePresses, type Pressed } from '../../../scripts/soak/presses.ts';

const press = (about: Partial<Pressed>): Pressed => ({
  what: 'command of help',
  shard: 0,
  at: 1000,
  answeredAt: 1200,
  machine: 0,
  announced: false,
  outcomeAt: undefined,
  ...about,
});
const span = (from: number, until?: number, why: Span['why'] = 'killed'): Span => ({
  shard: 0,
  process: 1,
  from,
  until,
  why: until === undefined ? undefined : why,
});
const HELD = [span(0)];
const causes = (pressed: Partial<Pressed>, spans: readonly Span[]) => [
  ...judgePresses([press(pressed)], spans).unanswered.keys(),
];

describe('a press whose shard was held all the time', () => {
  it('is answered if the first answer came within three seconds', () => {
    expect(judgePresses([press({}), press({ answeredAt: 4000 })], HELD)).toMatchObject({ answered: 2, excused: 0 });
  });

  it('is a fault if no answer came', () => {
    expect(causes({ answeredAt: undefined }, HELD)).toEqual(['held, and not answered']);
  });

  it('is a fault if the answer came late', () => {
    expect(causes({ answeredAt: 4001 }, HELD)).toEqual(['held, and answered too late']);
  });

  it('is excused by what the machine took, and by no more', () => {
    expect(judgePresses([press({ answeredAt: 5000, machine: 1000 })], HELD)).toMatchObject({ answered: 1, excused: 1 });
    expect(causes({ answeredAt: 5000, machine: 999 }, HELD)).toEqual(['held, and answered too late']);
  });

  it('is a fault if an announced answer never came, or too late', () => {
    expect(causes({ announced: true }, HELD)).toEqual(['held, and not answered']);
    expect(causes({ announced: true, outcomeAt: 26_001 }, HELD)).toEqual(['held, and not answered']);
    expect(judgePresses([press({ announced: true, outcomeAt: 26_000 })], HELD).answered).toBe(1);
  });
});

describe('a press whose shard was without a process', () => {
  it('is told by what took the process away, before the press or while the person waited', () => {
    expect(causes({ answeredAt: undefined }, [span(0, 900, 'frozen')])).toEqual(['frozen']);
    expect(causes({ answeredAt: undefined }, [span(0, 1500), span(1600)])).toEqual(['killed']);
    expect(causes({ answeredAt: 4500 }, [span(0, 3999, 'gateway cut')])).toEqual(['gateway cut']);
    expect(causes({ answeredAt: undefined }, [span(2000)])).toEqual(['no process yet']);
  });

  it('is still a fault if the process went only after the three seconds', () => {
    expect(causes({ answeredAt: undefined }, [span(0, 4001)])).toEqual(['held, and not answered']);
  });

  it('counts for an announced answer as long as the person waits', () => {
    expect(causes({ announced: true }, [span(0, 20_000, 'killed')])).toEqual(['killed']);
    expect(causes({ announced: true }, [span(0, 26_001, 'killed')])).toEqual(['held, and not answered']);
  });

  it('is answered all the same if the answer came', () => {
    expect(judgePresses([press({})], [span(0, 900)]).answered).toBe(1);
  });

  it('is not excused by another shard', () => {
    expect(causes({ shard: 1, answeredAt: undefined }, HELD)).toEqual(['no process yet']);
    const other = { ...span(0), shard: 1 };
    expect(causes({ shard: 1, answeredAt: undefined }, [span(0, 900), other])).toEqual(['held, and not answered']);
  });
});

it('counts each cause, and knows which are the bot’s faults', () => {
  const pressed = [press({ answeredAt: undefined }), press({ answeredAt: undefined }), press({ answeredAt: 9000 })];
  const { unanswered, faults } = judgePresses(pressed, HELD);
  expect([...unanswered]).toEqual([
    ['held, and not answered', 2],
    ['held, and answered too late', 1],
  ]);
  expect(faults).toEqual(pressed);
  expect([...unanswered.keys()].some(isExcused)).toBe(false);
  expect((['killed', 'frozen', 'gateway cut', 'no process yet'] as const).every(isExcused)).toBe(true);
  expect(isExcused('ended by itself')).toBe(false);
});
