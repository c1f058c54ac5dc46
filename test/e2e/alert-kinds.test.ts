import type { Channel } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { raiseAlert, resolveAlert } from '../../src/communities/alerts/alerts.ts';
import { ALERT_KINDS, type AlertKind, PASSING } from '../../src/communities/alerts/kinds.ts';
import type { AlertCase } from '../support/alert-cases/case.ts';
import { CHECKIN_CASES } from '../support/alert-cases/checkin.ts';
import { SHARE_CASES } from '../support/alert-cases/share.ts';
import { alertWorld, HEALTH } from '../support/alert-cases/world.ts';
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
    // Its link leads to the place, unless that is what is gone.
    const links = bot()
      .moderator.in(team)
      .messages()
      .flatMap(({ buttons }) => buttons.flatMap(({ url }) => url ?? []));
    const gone = kind === 'checkin.missing' || kind === 'share.gone';
    expect(links).toEqual(gone ? [] : [`https://discord.com/channels/${guild.id}/${checkin.id}`]);
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
    const health = await bot().newModerator(locale).in(bot().channel).run('/admin health');
    expect(health.text).toContain(CASES[kind].says[locale]);
    await tick(60 * 24 * 2);
    expect(await database.db.alert.count()).toBe(0);
  });
});

/** Each kind by the way in which it really comes about. Without a case, a new kind does not compile. */
const CASES: Readonly<Record<AlertKind, AlertCase>> = { ...CHECKIN_CASES, ...SHARE_CASES };
/** How long it is looked whether anything more is told, in minutes. */
const QUIET = 4;

describe('each kind of alert', () => {
  it('has a way by which it comes about, and one by which it is over, unless it is over once it is told', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(ALERT_KINDS.toSorted());
    const passing = ALERT_KINDS.filter((kind) => CASES[kind].cure === undefined);
    expect(passing.toSorted()).toEqual(PASSING.toSorted());
  });

  // One language each, by turns: the words of both are looked at above.
  it.each(ALERT_KINDS.map((kind, index) => [kind, index % 2 === 0 ? 'pl' : 'en'] as const))(
    '%s comes about, is told once, and is over once somebody has acted (%s)',
    async (kind, locale) => {
      const { says, cause, before, toldWithin = 1, cure, kind: channelKind = 'text' } = CASES[kind];
      const words = HEALTH[locale];
      const { world, told: toldInAll, health } = alertWorld(bot, clock, locale, channelKind);
      const told = () => toldInAll().slice(before ? 1 : 0);
      await cause(world);
      // What is over once it is told is told at once.
      if (cure) expect(await health()).toContain(says[locale]);
      await world.pass(toldWithin);
      if (before) expect(toldInAll()[0]).toContain(CASES[before].says[locale]);
      expect(told()).toEqual([expect.stringContaining(says[locale])]);
      expect(told()[0]).toContain('⚠️');
      await world.pass(QUIET);
      expect(told()).toHaveLength(1);
      expect((await health()).includes(says[locale])).toBe(cure !== undefined);
      if (!cure) return expect(await health()).toContain(words.well);

      await cure.act(world);
      await health(); // by then the gateway has told of the change
      await world.pass(cure.within ?? 1);
      const over = cure.says ? [expect.stringMatching(new RegExp(`✅.*${cure.says[locale]}`))] : [];
      expect(told().slice(1)).toEqual(over);
      expect(await health()).toContain(words.well);
      await world.pass(QUIET);
      expect(told().slice(1)).toEqual(over);
    },
  );
});
