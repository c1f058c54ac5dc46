import { beforeEach, describe, expect, it } from 'vitest';
import { type Company, createCompany } from '../../src/shards/company.ts';

let time: number;
let company: Company;
beforeEach(() => {
  time = 1_000_000;
  company = createCompany(() => time);
});

const ALONE = { others: false, strangers: false };
const AMONG_OTHERS = { others: true, strangers: false };
const AMONG_STRANGERS = { others: true, strangers: true };

describe('another process', () => {
  it('hears nothing of a shard that was taken where nobody else was to be seen', () => {
    company.saw(ALONE);
    company.took(0);
    expect([company.mayHear(0), company.tookAlone(0)]).toEqual([false, true]);
  });

  it('may hear of a shard for half a minute after it was taken among others, and then no more', () => {
    company.saw(AMONG_OTHERS);
    company.took(0);
    expect([company.mayHear(0), company.tookAlone(0)]).toEqual([true, false]);
    time += 30_000;
    expect(company.mayHear(0)).toBe(true);
    time += 1;
    company.saw(AMONG_OTHERS);
    expect(company.mayHear(0)).toBe(false);
  });

  it('that was to be seen a moment before the shard was taken may hear of it', () => {
    company.saw(AMONG_OTHERS);
    time += 1000;
    company.saw(ALONE);
    company.took(0);
    expect([company.mayHear(0), company.tookAlone(0)]).toEqual([true, false]);
  });

  it('that comes later hears nothing of a shard that is held', () => {
    company.saw(ALONE);
    company.took(0);
    company.saw(AMONG_OTHERS);
    expect(company.mayHear(0)).toBe(false);
  });

  it('may have had a shard for a moment that was got back', () => {
    company.saw(ALONE);
    company.took(0);
    company.saw(AMONG_OTHERS);
    company.took(0);
    expect([company.mayHear(0), company.tookAlone(0)]).toEqual([true, false]);
  });

  it('that does not use the locks may hear of every shard as long as it is there', () => {
    company.saw(ALONE);
    company.took(0);
    company.saw(AMONG_STRANGERS);
    time += 3_600_000;
    expect(company.mayHear(0)).toBe(true);
    company.saw(AMONG_OTHERS);
    expect(company.mayHear(0)).toBe(false);
  });

  it('may hear of a shard that was never taken', () => {
    company.saw(ALONE);
    expect([company.mayHear(0), company.tookAlone(0)]).toEqual([true, false]);
  });
});
