import type { Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';
import { SHARE_WORDS } from '../support/ways-to-share.ts';

describe.each(['pl', 'en'] as const)('cards and advice, from their own message (%s)', (locale) => {
  const clock = testClock(FRIDAY);
  const bot = useBot({ locale, clock });
  const { words, tick, appear, inThread, cards, shared, join, open } = discussionOf(bot, locale);
  const shares = SHARE_WORDS[locale];
  let member: Person;
  let other: Person;
  beforeEach(async () => {
    clock.set(FRIDAY);
    member = join('Anna');
    other = join('Bartek');
    await open();
  });
  const asSeenBy = (person: Person, id: string | undefined) =>
    inThread(person)
      .messages()
      .find((message) => message.id === id);

  it.each(['named', 'anonymous'] as const)('are withdrawn by their author alone: a card (%s)', async (as) => {
    await shared(member, as);
    const [card] = cards();
    const refused = await asSeenBy(other, card?.id)?.click(shares.takeBack);
    expect(refused?.text).toContain(shares.notYours);
    expect(refused?.ephemeral).toBe(true);
    const own = await asSeenBy(member, card?.id)?.click(shares.takeBack);
    expect(own?.ephemeral).toBe(true);
    await own?.click(words.withdraw);
    await tick();
    expect(cards()).toEqual([]);
  });

  it('are listed by /privacy show, and withdrawn there', async () => {
    await shared(member, 'named');
    const advice = await asSeenBy(other, cards()[0]?.id)?.click(words.advise);
    await advice?.submit({ advice: 'Powiedz stop' });
    await tick();
    await appear();
    for (const person of [other, member]) {
      const list = await (await person.inDm().run('/privacy show')).click(shares.list);
      const done = await list.click(shares.takeBack);
      expect(done.text).toContain(shares.taken);
      expect(done.text).toContain(shares.nothing);
    }
    expect(cards()).toEqual([]);
    expect(await bot().database.db.messageRemoval.count()).toBe(0);
  });

  it('are withdrawn by their author alone: advice', async () => {
    await shared(member, 'named');
    const form = await asSeenBy(other, cards()[0]?.id)?.click(words.advise);
    await form?.submit({ advice: 'Powiedz stop' });
    await tick();
    await appear();
    const given = () =>
      inThread(other)
        .messages()
        .filter(({ text, ephemeral }) => !ephemeral && text.includes('Powiedz stop'));
    const [posted] = given();
    const refused = await asSeenBy(member, posted?.id)?.click(shares.takeBack);
    expect(refused?.text).toContain(shares.notYours);
    const own = await posted?.click(shares.takeBack);
    expect(own?.ephemeral).toBe(true);
    await own?.click(own.buttons[0]?.label ?? '');
    await tick();
    expect(given()).toEqual([]);
  });
});
