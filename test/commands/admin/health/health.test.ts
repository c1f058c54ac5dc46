import { describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';
import { testClock } from '../../../support/clock.ts';
import { WORDS } from '../../../support/words/admin.ts';

/** What is said of dates, and of what was missed. */
const DATES = {
  pl: {
    pick: 'Wybierz kanał',
    paused: 'Check-iny są wstrzymane do',
    missed: 'W ostatnich 90 dniach przepadł 1 check-in, ostatnio z dnia 11 grudnia 2026',
    uncertain: 'Niepotwierdzone posty: 1',
    failed: 'Discord nie pozwolił wykonać 1 zadania',
    queue: 'W kolejce czeka 1 zadanie',
  },
  en: {
    pick: 'Choose the channel',
    paused: 'The check-ins are paused until',
    missed: '1 check-in was missed in the last 90 days, last on 11 December 2026',
    uncertain: 'Discord didn’t confirm 1 post',
    failed: 'Discord refused 1 thing for good',
    queue: '1 thing is waiting in the queue',
  },
} as const;

describe.each(['pl', 'en'] as const)('/admin health in %s', (locale) => {
  const w = WORDS[locale];
  const bot = useBot({ locale });

  it('says what works, what needs attention, and what housekeeping will let go of', async () => {
    const { moderator, channel, guild, database } = bot();
    const entry = { authorId: moderator.id, communityId: guild.id, kind: 'other', reaction: 'refused', weight: 1 };
    const createdAt = new Date('2020-01-01');
    await database.db.violation.create({ data: { ...entry, story: 'Dawno temu.', interactionId: '1', createdAt } });
    const before = await moderator.in(channel).run('/admin health');
    expect(before.text).toContain(w.connected);
    expect(before.text).toContain(w.unencrypted);
    expect(before.text).toContain(w.noChannel);
    expect(before.text).toContain(w.due);
    expect(before.text).toContain(w.fine);
    expect(before.text).toMatch(w.size);
    expect(before.text).toMatch(/Granica \d+\.\d+\.\d+/);
    expect(before.text).toContain(w.noModel);
    const panel = await moderator.in(channel).run('/admin setup');
    await panel.choose(w.pick, [channel]);
    const after = await moderator.in(channel).run('/admin health');
    expect(after.text).toMatch(w.next);
    expect(after.text.match(w.later)).toHaveLength(2);
  });

  it('counts very much that is due only so far', async () => {
    const { moderator, channel, guild, database } = bot();
    await database.db.$executeRaw`
      INSERT INTO "UsageWeek" ("communityId", week, what, part, people)
      SELECT ${guild.id}, '2020-01-06', 'read', n::text, 3 FROM generate_series(1, 10500) n`;
    expect((await moderator.in(channel).run('/admin health')).text).toMatch(w.dueMany);
  });

  it('says what to do about what needs a moderator, and what is missing in each channel', async () => {
    const { moderator, channel, guild, database, sandbox } = bot();
    const closed = guild.addChannel({ name: 'zamkniety' });
    closed.permit(sandbox.bot, { deny: ['SendMessages', 'CreatePublicThreads'] });
    const settings = { checkinChannelId: closed.id, checkinWeekday: 5, checkinTime: '10:00', moderatorRoleId: '5' };
    await database.db.community.create({
      data: { id: guild.id, locale: 'pl', zone: 'Europe/Warsaw', ...settings, moderatorChannelId: '6' },
    });
    const openedAt = new Date('2026-11-24T08:00:00Z');
    const alert = {
      communityId: guild.id,
      key: 'checkin',
      kind: 'checkin.forbidden',
      channelId: closed.id,
      openedAt,
    };
    await database.db.alert.create({ data: alert });
    const health = await moderator.in(channel).run('/admin health');
    expect(health.text).toContain(`${w.cannotPost} <#${closed.id}>`);
    expect(health.text).toContain(`(<t:${openedAt.getTime() / 1000}:R>)`);
    expect(health.text).toContain(w.send);
    expect(health.text).toContain(w.threads);
    expect(health.text).toContain(w.teamGone);
    expect(health.text).toContain(w.roleGone);
  });

  it('says which chosen channel was deleted, there and where it is chosen', async () => {
    const { moderator, channel, guild } = bot();
    const [gone, team] = [guild.addChannel({ name: 'dawny' }), guild.addChannel({ name: 'zespol' })];
    const panel = await moderator.in(channel).run('/admin setup');
    const second = await (await panel.choose(w.pick, [gone])).click(w.nextStep);
    await second.choose(w.pickTeam, [team]);
    gone.remove();
    team.remove();
    await expect.poll(async () => (await moderator.in(channel).run('/admin health')).text).toContain(w.teamGone);
    expect((await moderator.in(channel).run('/admin health')).text).toContain(w.checkinGone);
    const all = await moderator.in(channel).run('/admin settings');
    expect(all.text.split(w.deleted)).toHaveLength(3);
    const first = await all.click(w.change);
    expect(first.text).toContain(w.checkinGone);
    // Another one is chosen, and everything works again.
    expect((await first.choose(w.pick, [channel])).text).not.toContain(w.checkinGone);
  });
});

describe.each(['pl', 'en'] as const)('the next check-ins in /admin health in %s', (locale) => {
  const w = DATES[locale];
  const bot = useBot({ clock: testClock('2026-12-16T08:00:00Z') });
  const setUp = async () => {
    const at = bot().newModerator(locale).in(bot().channel);
    await (await at.run('/admin setup')).choose(w.pick, [bot().checkin]);
    const { db } = bot().database;
    await db.community.updateMany({ data: { locale: 'pl', zone: 'Europe/Warsaw', checkinHolidays: 'PL' } });
    return at;
  };
  const seconds = (time: string) => `<t:${Date.parse(time) / 1000}:F>`;

  it('are those that will be posted: without holidays, skipped weeks and a pause', async () => {
    const { guild, database } = bot();
    const at = await setUp();
    const friday = await at.run('/admin health');
    // 25 December and 1 January are holidays in Poland.
    expect(friday.text.match(/<t:\d+:F>/g)).toEqual([
      seconds('2026-12-18T10:00:00+01:00'),
      seconds('2027-01-08T10:00:00+01:00'),
      seconds('2027-01-15T10:00:00+01:00'),
    ]);
    await database.db.checkinSkip.create({ data: { communityId: guild.id, week: new Date('2027-01-11') } });
    await database.db.community.updateMany({ data: { checkinPausedUntil: new Date('2026-12-20') } });
    const paused = await at.run('/admin health');
    expect(paused.text).toContain(w.paused);
    expect(paused.text.match(/<t:\d+:F>/g)?.slice(0, 2)).toEqual([
      seconds('2027-01-08T10:00:00+01:00'),
      seconds('2027-01-22T10:00:00+01:00'),
    ]);
  });

  it('come with what was missed and what waits', async () => {
    const { checkin, guild, database } = bot();
    const at = await setUp();
    const due = new Date('2026-12-11T09:00:00Z');
    const week = { communityId: guild.id, week: new Date('2026-12-07'), localDate: new Date('2026-12-11') };
    await database.db.checkin.create({
      data: { ...week, state: 'missed', dueAt: due, latestAt: due, closesAt: due, theme: 'x', channelId: checkin.id },
    });
    for (const [key, state] of [
      ['a', 'pending'],
      ['b', 'uncertain'],
      ['c', 'done'],
      ['d', 'failed'],
    ] as const)
      await database.db.outboxStep.create({
        data: { kind: 'x', key, communityId: guild.id, nonce: key, state, dueAt: due, nextAt: null },
      });
    const health = await at.run('/admin health');
    expect(health.text).toContain(w.missed);
    expect(health.text).toContain(w.uncertain);
    expect(health.text).toContain(w.failed);
    expect(health.text).toContain(w.queue);
  });
});
