import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directTo, type Fate } from '../../../scripts/simulate/discord.ts';
import { faultsOf, type Life, live, MEMBER } from '../../support/checkin-life.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { unreached } from '../../support/death.ts';

// Every point is a process killed before or after one write, one commit or one request: some 430 of them for each variant. CI
// goes through every fourth, each variant through another one, so that together they meet each point; here every fortieth.
const FULL = process.env.CRASH_MATRIX === 'full';
const SHARE = FULL ? 4 : 40;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const variants: [string, Life][] = [
  ['at once, the embedded database', { minutesDead: 0 }],
  ['after the nonce is forgotten, the embedded database', { minutesDead: 10 }],
  ['at once, a server that others use too', { alone: false, minutesDead: 0 }],
  ['in a forum, at once', { forum: true, minutesDead: 0 }],
  ['in a forum, after ten minutes', { forum: true, minutesDead: 10 }],
];

describe('a process that is killed', () => {
  it.each(variants)(
    'is followed by exactly one post, thread, question and close: %s',
    async (_name, life) => {
      const whole = await live(database, life);
      expect(await faultsOf(database, whole)).toEqual([]);
      expect(whole.discord.messages.get(directTo(MEMBER))).toHaveLength(1);
      expect(whole.points).toBeGreaterThan(30);
      const faults: string[] = [];
      const first = 1 + (variants.findIndex(([, one]) => one === life) % SHARE);
      for (let diesAt = first; diesAt <= whole.points; diesAt += SHARE) {
        const lived = await live(database, { ...life, diesAt });
        faults.push(...unreached(whole, lived, diesAt));
        faults.push(...(await faultsOf(database, lived)));
      }
      expect(faults).toEqual([]);
    },
    300_000,
  );
});

describe('an answer of Discord that goes wrong', () => {
  const fates: Fate[] = ['lost', 'failed', 'limited'];
  it.each(fates.flatMap((fate) => [false, true].map((forum) => ({ fate, forum }))))(
    'leaves exactly one of everything: $fate, forum: $forum',
    async ({ fate, forum }) => {
      const { discord } = await live(database, { forum });
      for (let request = 1; request <= discord.requests; request += 1) {
        const lived = await live(database, { forum, fate: (number) => (number === request ? fate : 'ok') });
        expect(await faultsOf(database, lived), `request ${request}`).toEqual([]);
      }
      // All of the first ones in a row: the back-off outlasts Discord's memory of the nonce.
      const lived = await live(database, { forum, fate: (number) => (number <= 6 ? fate : 'ok') });
      expect(await faultsOf(database, lived)).toEqual([]);
    },
  );
});
