import { beforeEach, describe, expect, test } from 'vitest';
import type { StatementKind } from '../../src/database/traffic.ts';
import { useBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';
import { atEnd } from '../support/reading.ts';

// What a press writes, it writes in one statement, on either database: no transaction, and nothing is read that was just written.
// Statements are counted before a server's adapter adds the claim to the first one that writes.

const clock = testClock(FRIDAY);
const bot = useBot({ clock });

/** The writing statements that a person waited for, and how many there were in all. */
async function writesOf(work: () => Promise<unknown>): Promise<{ writes: StatementKind[]; all: number }> {
  await bot().app.settle();
  const { traffic } = bot().database;
  const kinds: StatementKind[] = [];
  traffic.onStatement = (kind, lane) => {
    if (lane === 'front') kinds.push(kind);
  };
  await work();
  await bot().app.settle();
  delete traffic.onStatement;
  return { writes: kinds.filter((kind) => kind !== 'select'), all: kinds.length };
}

test.each([
  ['polite-refusal', { sender: 'Anna' }],
  ['extra-fee', { client: 'Anna', request: 'Logo', fee: '300 zł' }],
])('a template’s form is one: %s', async (template, typed) => {
  const { member, channel } = bot();
  const fill = async () => {
    const opened = await member.in(channel).run('/template use', { template });
    const form = opened.kind === 'form' ? opened : await opened.click('Zacznij od nowa');
    return () => form.submit(typed);
  };
  await (await fill())();
  expect((await writesOf(await fill())).writes).toEqual(['other']);
});

test('an article is none: what was read is noted later', async () => {
  const { member, channel } = bot();
  const article = await member.in(channel).run('/guide read', { article: 'step-set-expectations' });
  const next = article.buttons.find(({ label, disabled }) => label && !disabled);
  expect((await writesOf(() => article.click(next?.label ?? ''))).writes).toEqual([]);
  const end = await atEnd(article);
  expect((await writesOf(() => end.click('Tak'))).writes).toEqual(['insert']);
});

describe('in a discussion', () => {
  const { words, shared, cards, open } = discussionOf(bot, 'pl');
  beforeEach(async () => {
    clock.set(FRIDAY);
    await open();
  });

  test('an answer is one, the first and any other', async () => {
    const { other, checkin } = bot();
    const post = other.in(checkin).last();
    const calm = () => post.click(words.calm);
    for (const _time of [1, 2]) {
      const { writes, all } = await writesOf(calm);
      expect(writes).toEqual(['insert']);
      expect(all).toBeLessThanOrEqual(2);
    }
    expect(await bot().database.db.checkinStreak.count()).toBe(1);
  });

  test('“me too” is one, and taking it back', async () => {
    const { member, other } = bot();
    await shared(member, 'named');
    const [card] = cards(other);
    if (!card) throw new Error('no card');
    let takeBack: () => Promise<unknown> = async () => undefined;
    const { writes } = await writesOf(async () => {
      const noted = await card.click(words.meToo);
      takeBack = () => noted.click('Cofnij');
    });
    expect(writes).toEqual(['other']);
    expect((await writesOf(takeBack)).writes).toEqual(['other']);
  });
});
