import { describe, expect, test } from 'vitest';
import type { StatementKind } from '../../src/database/traffic.ts';
import { useBot } from '../support/bot.ts';

// How many statements an answer waits for, on both kinds of database: on the embedded one each of them also makes everybody else wait.

const bot = useBot();

/** The statements that people waited for while something was done. */
async function statementsOf(work: () => Promise<unknown>): Promise<StatementKind[]> {
  const { traffic, catchUp } = bot().database;
  // What was written before is heard of on a server; how long that takes says nothing.
  await catchUp?.();
  const kinds: StatementKind[] = [];
  traffic.onStatement = (kind, lane) => {
    if (lane === 'front') kinds.push(kind);
  };
  await work();
  await bot().app.settle();
  delete traffic.onStatement;
  return kinds;
}

const entry = { kind: 'late-payment', story: 'Faktura', client: 'Klient', reaction: 'reminded' };

describe('once all is known, an answer waits', () => {
  test.each<[string, readonly StatementKind[], string, Record<string, string>?]>([
    ['for none', [], '/help'],
    ['for none', [], '/guide search', { query: 'zaliczka' }],
    ['for none', [], '/template use', { template: 'polite-refusal' }],
    ['for none', [], '/violation log'],
    ['for what it has to say', ['select'], '/guide read', { article: 'step-set-expectations' }],
  ])('%s: %j, %s', async (_words, expected, command, options) => {
    const { member, channel } = bot();
    const run = () => member.in(channel).run(command, options ?? {});
    // What was noted is written, and so what was read before it is looked at again.
    for (const _earlier of [1, 2]) {
      await run();
      await bot().app.settle();
      await bot().database.catchUp?.();
    }
    // On a server neither entries nor drafts are remembered: forms ask for the labels of one's clients, and for what was begun.
    const asks = bot().database.kind === 'server' && ['/violation log', '/template use'].includes(command);
    const reads = asks ? ['select'] : expected;
    expect(await statementsOf(run)).toEqual(reads);
  });

  test('for one that writes an entry with its sums and tells of the client’s others', async () => {
    const { member, channel } = bot();
    const forms = [await member.in(channel).run('/violation log'), await member.in(channel).run('/violation log')];
    await forms[0]?.submit(entry);
    const statements = await statementsOf(async () => forms[1]?.submit(entry));
    expect(statements.filter((kind) => kind !== 'select')).toEqual(['other']);
    // On a server posted check-ins are not remembered.
    expect(statements.length).toBeLessThanOrEqual(bot().database.kind === 'server' ? 2 : 1);
  });

  test('for one that lists entries, one of their clients and one of their cards', async () => {
    const { member, channel, database } = bot();
    const row = { authorId: member.id, kind: 'other', reaction: 'refused', weight: 1, story: 'Faktura' };
    const data = [1, 2, 3, 4, 5, 6].map((number) => ({ ...row, interactionId: `list ${number}` }));
    await database.db.violation.createMany({ data });
    const list = () => member.in(channel).run('/violation list');
    await list();
    expect((await statementsOf(list)).length).toBeLessThanOrEqual(database.kind === 'server' ? 4 : 3);
  });
});
