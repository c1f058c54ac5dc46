import { beforeEach, describe, expect, it } from 'vitest';
import { raiseAlert, resolveAlert } from '../../src/communities/alerts/alerts.ts';
import { ALERT_KINDS, PASSING } from '../../src/communities/alerts/kinds.ts';
import type { Channel } from '../../src/sandbox/persons/handles.ts';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';

const clock = testClock('2026-11-24T08:00:00Z');
const bot = useBot({ clock });

describe.each(['pl', 'en'] as const)('every kind of alert, in %s', (locale) => {
  let team: Channel;
  beforeEach(async () => {
    const { guild, database } = bot();
    team = guild.addChannel({ name: 'moderacja' });
    const place = { id: guild.id, locale, zone: 'Europe/Warsaw' };
    await database.db.community.create({ data: { ...place, moderatorChannelId: team.id, checkinChannelId: null } });
  });
  const told = () =>
    bot()
      .moderator.in(team)
      .messages()
      .map(({ text }) => text);
  const tick = async (minutes = 1) => {
    clock.advance({ minutes });
    await bot().app.runJob('alerts');
  };

  it.each(ALERT_KINDS)('%s is told once, and once more when it is over', async (kind) => {
    const { database, guild, checkin } = bot();
    const store = { db: database.db, clock };
    // A channel that is not there: nothing can be seen to work by itself.
    await database.db.community.updateMany({ data: { checkinChannelId: '1' } });
    const raise = () => raiseAlert(store, { communityId: guild.id, key: 'k', kind, channelId: checkin.id, count: 2 });
    await raise();
    await tick();
    expect(told()).toEqual([expect.stringContaining('⚠️')]);
    expect(told()[0]).not.toMatch(/\{\{|raised\./);
    if (!PASSING.includes(kind)) {
      await raise();
      await tick();
      await resolveAlert(store, guild.id, 'k');
      await tick();
      expect(told()).toEqual([expect.any(String), expect.stringContaining('✅')]);
    }
    await tick();
    await tick(60);
    expect(told()).toHaveLength(PASSING.includes(kind) ? 1 : 2);
    expect(await database.db.alert.count()).toBe(0);
  });

  it.each(PASSING)('%s, where nobody can be told, is let go of in time', async (kind) => {
    const { database, guild } = bot();
    await database.db.community.updateMany({ data: { moderatorChannelId: null } });
    await raiseAlert({ db: database.db, clock }, { communityId: guild.id, key: 'k', kind, channelId: undefined });
    await tick(60 * 24 * 13);
    expect(await database.db.alert.count()).toBe(1);
    await tick(60 * 24 * 2);
    expect(await database.db.alert.count()).toBe(0);
  });
});
