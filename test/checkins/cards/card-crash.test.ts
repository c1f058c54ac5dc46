import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CardLife, type CardsLived, liveCards } from '../../support/card-life.ts';
import { CHANNEL } from '../../support/checkin-life.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { unreached } from '../../support/death.ts';

// As checkin-crash.test.ts does it: every eightieth point here, every fourth in CI, each variant through another one.
const FULL = process.env.CRASH_MATRIX === 'full';
const SHARE = FULL ? 4 : 80;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** What is wrong at the end: empty if what members see is what they shared and did not take back, once. */
async function faultsOf({ discord, doings, diedAt }: CardsLived): Promise<string[]> {
  const { db } = database;
  const seen = (discord.messages.get(doings.threadId) ?? []).map(({ content }) => content.text).toSorted();
  const [post, ...others] = discord.messages.get(CHANNEL) ?? [];
  const digest = discord.messages.get(doings.threadId)?.find(({ content }) => content.mark.startsWith('digest'));
  const steps = await db.outboxStep.findMany({ where: { state: { notIn: ['done', 'cancelled'] } } });
  const checks: [boolean, string][] = [
    [JSON.stringify(seen) === JSON.stringify(doings.expected()), `seen: ${seen.join(' | ')}`],
    [others.length === 1 && others[0]?.content.text === `read on at ${digest?.id}`, `${others.length} announcements`],
    [post?.content.text.startsWith('closed') === true, 'not closed'],
    [(await db.messageRemoval.count()) === 0, 'removals left'],
    [steps.length === 0, `left: ${steps.map(({ kind, state }) => `${kind} ${state}`).join(', ')}`],
  ];
  return checks.flatMap(([fine, what]) => (fine ? [] : [`${diedAt ?? 'alive'}: ${what}`]));
}

const variants: [string, CardLife][] = [
  ['at once, the embedded database', { minutesDead: 0, impatient: true }],
  ['after the nonce is forgotten, the embedded database', { minutesDead: 10, impatient: true }],
  ['at once, a server that others use too', { alone: false, minutesDead: 0, impatient: true }],
  ['at once, members wait', { minutesDead: 0 }],
];

describe('a process that is killed while members share', () => {
  it.each(variants)(
    'leaves exactly what they see fit, and one digest with its announcement: %s',
    async (_name, life) => {
      const whole = await liveCards(database, life);
      expect(await faultsOf(whole)).toEqual([]);
      expect(whole.points).toBeGreaterThan(100);
      const faults: string[] = [];
      const first = 1 + (variants.findIndex(([, one]) => one === life) % SHARE);
      for (let diesAt = first; diesAt <= whole.points; diesAt += SHARE) {
        const lived = await liveCards(database, { ...life, diesAt });
        faults.push(...unreached(whole, lived, diesAt));
        faults.push(...(await faultsOf(lived)));
      }
      expect(faults).toEqual([]);
    },
    300_000,
  );
});

describe('an answer of Discord that goes wrong while members share', () => {
  const fates = ['lost', 'failed', 'limited'] as const;
  it.each(fates)('changes nothing of what they see: %s', async (fate) => {
    const { discord } = await liveCards(database, {});
    const faults: string[] = [];
    for (let request = 1 + fates.indexOf(fate); request <= discord.requests - 2; request += FULL ? 1 : 8) {
      const lived = await liveCards(database, { fate: (number) => (number === request ? fate : 'ok') });
      faults.push(...(await faultsOf(lived)).map((fault) => `request ${request}: ${fault}`));
    }
    // All of the first ones: members take back what was never answered.
    const lived = await liveCards(database, { fate: (number) => (number <= 12 ? fate : 'ok') });
    faults.push(...(await faultsOf(lived)));
    expect(faults).toEqual([]);
  });
});
