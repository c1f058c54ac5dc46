import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';

const WORDS = {
  pl: {
    pick: 'Wybierz kanał',
    paused: 'Check-iny są wstrzymane do',
    missed: 'W ostatnich 90 dniach przepadł 1 check-in, ostatnio z dnia 11 grudnia 2026',
    uncertain: 'Discord nie potwierdził 1 wpisu',
    failed: 'Discord nie pozwolił zrobić 1 rzeczy',
    queue: 'W kolejce czeka 1 rzecz',
  },
  en: {
    pick: 'Choose the channel',
    paused: 'The check-ins are paused until',
    missed: '1 check-in was missed in the last 90 days, last on 11 December 2026',
    uncertain: 'Discord did not confirm 1 post',
    failed: 'Discord refused 1 thing for good',
    queue: '1 thing waits in the queue',
  },
} as const;

const clock = testClock('2026-12-16T08:00:00Z');
const bot = useBot({ clock });

describe.each(['pl', 'en'] as const)('the next check-ins in /admin health in %s', (locale) => {
  const w = WORDS[locale];
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
