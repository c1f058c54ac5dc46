import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/sandbox/persons/handles.ts';
import { useBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';

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

  it('reaches the moderators where a word is watched for, and is shown once they approve', async () => {
    const { database, moderator, checkin } = bot();
    await database.db.community.updateMany({ data: { watchWords: 'głup*' } });
    const own = await shared(member, 'anonymous', 'To byl GLUPI pomysł');
    expect(own.text).toContain(words.held);
    expect(cards()).toHaveLength(0);
    const queue = await moderator.in(checkin).run('/admin moderate queue');
    expect(queue.text).toContain('GLUPI');
    expect(queue.text).not.toContain(member.id);
    await queue.click(words.show);
    await tick();
    expect(cards()).toHaveLength(1);
    expect((await queue.click(words.show)).text).toContain(words.decided);
  });

  it('is removed by moderators: the author is told privately and gets the text back', async () => {
    const { moderator, checkin, database } = bot();
    await shared(member);
    const form = await cards()[0]?.click(words.report);
    await form?.submit({ reason: 'To nieprawda' });
    const queue = await moderator.in(checkin).run('/admin moderate queue');
    expect(queue.text).toContain('To nieprawda');
    expect(queue.text).not.toContain(other.id);
    const reason = await queue.click(words.remove);
    await reason.submit({ reason: 'Za dużo szczegółów' });
    await tick();
    expect(cards()).toHaveLength(0);
    expect(await database.db.auditEntry.findMany()).toMatchObject([{ action: 'share.remove' }]);
    expect(JSON.stringify(await database.db.auditEntry.findMany())).not.toContain(member.id);
    await bot().app.runJob('notices');
    const next = await member.in(checkin).run('/help');
    await expect.poll(() => next.followUps.length).toBe(1);
    const told = next.followUps.map(({ text }) => text).join('\n');
    expect(told).toContain(words.removed);
    expect(told).toContain('Za dużo szczegółów');
    expect(told).toContain('Krzyk przez telefon');
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

  it('disappears with its author’s data, and the block stays', async () => {
    const { moderator, checkin, database } = bot();
    await shared(member);
    const pseudonym = (await database.db.cardPseudonym.findFirstOrThrow()).name;
    await moderator.in(checkin).run('/admin moderate block', { pseudonym: `2026-11-27 ${pseudonym}` });
    const ask = await member.in(checkin).run('/privacy delete');
    await ask.click(words.erase);
    await tick();
    expect(cards()).toHaveLength(0);
    expect(await database.db.card.count()).toBe(0);
    const form = await (await log(member)).click(words.share);
    expect((await form.submit({ story: 'Nowy', learned: '', as: 'anonymous' })).text).toContain(words.blocked);
  });
});
