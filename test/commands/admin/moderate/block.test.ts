import type { Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';
import { discussionOf, FRIDAY } from '../../../support/cards.ts';
import { testClock } from '../../../support/clock.ts';

describe.each(['pl', 'en'] as const)('what moderators do about cards in %s', (locale) => {
  const clock = testClock(FRIDAY);
  const bot = useBot({ locale, clock });
  const { words, tick, cards, log, shared, join, open } = discussionOf(bot, locale);
  let member: Person;
  let other: Person;
  beforeEach(async () => {
    clock.set(FRIDAY);
    member = join('Anna');
    other = join('Bartek');
    await open();
  });

  it('blocks by pseudonym without telling whom, also across weeks and after an erasure', async () => {
    const { moderator, checkin, database } = bot();
    await shared(member);
    const pseudonym = (await database.db.cardPseudonym.findFirstOrThrow()).name;
    const typed = `2026-11-27 ${pseudonym}`;
    const seat = moderator.in(checkin);
    const offered = await seat.type('/admin moderate block', { pseudonym: '' }, 'pseudonym');
    expect(offered.map(({ value }) => value)).toEqual([typed]);
    const first = await seat.run('/admin moderate block', { pseudonym: typed });
    expect(first.text).toContain(pseudonym);
    expect(first.text).not.toContain(member.id);
    const form = await (await log(member)).click(words.share);
    expect((await form.submit({ story: 'Znowu', learned: '', as: 'anonymous' })).text).toContain(words.blocked);
    expect((await form.submit({ story: 'Znowu', learned: '', as: 'named' })).text).toContain(words.preview);
    expect(JSON.stringify(await database.db.anonymousBlock.findMany())).not.toContain(member.id);
    // An earlier pseudonym of the same person is blocked as if it were anybody's: the answer gives nothing away.
    const earlier = await database.db.checkin.create({
      data: {
        communityId: bot().guild.id,
        week: new Date('2026-11-16'),
        localDate: new Date('2026-11-20'),
        dueAt: new Date(FRIDAY),
        latestAt: new Date(FRIDAY),
        closesAt: new Date(FRIDAY),
        theme: 'tip-social-media',
        channelId: checkin.id,
      },
    });
    await database.db.cardPseudonym.create({
      data: { checkinId: earlier.id, personId: member.id, name: 'Cicha Sowa' },
    });
    const second = await seat.run('/admin moderate block', { pseudonym: '2026-11-20 Cicha Sowa' });
    expect(second.text.replace('Cicha Sowa', pseudonym).replace('2026-11-20', '2026-11-27')).toBe(first.text);
    await seat.run('/admin moderate unblock', { pseudonym: typed });
    expect(await database.db.anonymousBlock.count()).toBe(1);
  });

  it('gives nothing away by a block: neither by what is offered, nor by what the blocked one does', async () => {
    const { moderator, checkin, database } = bot();
    await shared(member);
    await shared(other);
    const names = (await database.db.cardPseudonym.findMany()).map(({ name }) => `2026-11-27 ${name}`);
    const seat = moderator.in(checkin);
    const offered = async () =>
      (await seat.type('/admin moderate block', { pseudonym: '' }, 'pseudonym')).map(({ value }) => value).toSorted();
    expect(await offered()).toEqual(names.toSorted());
    const { name } = await database.db.cardPseudonym.findFirstOrThrow({ where: { personId: member.id } });
    await seat.run('/admin moderate block', { pseudonym: `2026-11-27 ${name}` });
    // A pseudonym is offered, and shown on its cards, as before.
    expect(await offered()).toEqual(names.toSorted());
    const before = cards().map(({ text }) => text);
    const traces = async () => ({
      cards: await database.db.card.count(),
      pseudonyms: await database.db.cardPseudonym.count(),
      trail: await database.db.auditEntry.count(),
      alerts: await database.db.alert.count(),
      steps: await database.db.outboxStep.count(),
    });
    const form = await (await log(member)).click(words.share);
    const trace = await traces();
    const refused = await form.submit({ story: 'Znowu', learned: '', as: 'anonymous' });
    expect(refused.text).toContain(words.blocked);
    expect(refused.ephemeral).toBe(true);
    expect(await traces()).toEqual(trace);
    await tick();
    expect(cards().map(({ text }) => text)).toEqual(before);
    // No pause of the slow mode tells that somebody tried.
    await database.db.community.updateMany({ data: { slowMinutes: 30 } });
    clock.advance({ minutes: 31 });
    await form.submit({ story: 'Jeszcze raz', learned: '', as: 'anonymous' });
    expect((await shared(join('Celina'))).text).toContain(words.done);
    // By name, everything is open to the blocked one.
    expect((await shared(member, 'named')).text).toContain(words.done);
  });

  it('disappears with its author’s data, and the block stays', async () => {
    const { moderator, checkin, database } = bot();
    await shared(member);
    const pseudonym = (await database.db.cardPseudonym.findFirstOrThrow()).name;
    await moderator.in(checkin).run('/admin moderate block', { pseudonym: `2026-11-27 ${pseudonym}` });
    const ask = await member.in(checkin).run('/privacy delete');
    await ask.click(words.erase);
    // An anonymous one disappears at some moment of the next two days.
    clock.advance({ days: 2 });
    await tick();
    expect(cards()).toHaveLength(0);
    expect(await database.db.card.count()).toBe(0);
    const form = await (await log(member)).click(words.share);
    expect((await form.submit({ story: 'Nowy', learned: '', as: 'anonymous' })).text).toContain(words.blocked);
  });
});
