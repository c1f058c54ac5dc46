import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';

describe('the next check-ins in /admin health', () => {
  const clock = testClock('2026-12-16T08:00:00Z');
  const bot = useBot({ clock });
  const seconds = (time: string) => `<t:${Date.parse(time) / 1000}:F>`;

  it('are those that will be posted: without holidays, skipped weeks and a pause', async () => {
    const { moderator, channel, checkin, guild, database } = bot();
    await (await moderator.in(channel).run('/admin setup')).choose('Wybierz kanał', [checkin]);
    const friday = await moderator.in(channel).run('/admin stan');
    // 25 December and 1 January are holidays in Poland.
    expect(friday.text.match(/<t:\d+:F>/g)).toEqual([
      seconds('2026-12-18T10:00:00+01:00'),
      seconds('2027-01-08T10:00:00+01:00'),
      seconds('2027-01-15T10:00:00+01:00'),
    ]);
    await database.db.checkinSkip.create({ data: { communityId: guild.id, week: new Date('2027-01-11') } });
    await database.db.community.updateMany({ data: { checkinPausedUntil: new Date('2026-12-20') } });
    const paused = await moderator.in(channel).run('/admin stan');
    expect(paused.text).toContain('Check-iny są wstrzymane do');
    expect(paused.text.match(/<t:\d+:F>/g)?.slice(0, 2)).toEqual([
      seconds('2027-01-08T10:00:00+01:00'),
      seconds('2027-01-22T10:00:00+01:00'),
    ]);
  });

  it('come with what was missed and what waits', async () => {
    const { moderator, channel, checkin, guild, database } = bot();
    await (await moderator.in(channel).run('/admin setup')).choose('Wybierz kanał', [checkin]);
    const at = new Date('2026-12-11T09:00:00Z');
    const week = { communityId: guild.id, week: new Date('2026-12-07'), localDate: new Date('2026-12-11') };
    await database.db.checkin.create({
      data: { ...week, state: 'missed', dueAt: at, latestAt: at, closesAt: at, theme: 'x', channelId: checkin.id },
    });
    for (const [key, state] of [
      ['a', 'pending'],
      ['b', 'uncertain'],
      ['c', 'done'],
    ] as const)
      await database.db.outboxStep.create({
        data: { kind: 'x', key, communityId: guild.id, nonce: key, state, dueAt: at, nextAt: null },
      });
    const health = await moderator.in(channel).run('/admin stan');
    expect(health.text).toContain('W ostatnich 90 dniach przepadł 1 check-in');
    expect(health.text).toContain('Discord nie potwierdził 1 wpisu');
    expect(health.text).toContain('W kolejce czeka 1 rzecz');
  });
});
