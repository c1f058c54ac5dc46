import type { Channel } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { bringForward } from '../../src/checkins/forward.ts';
import { findSettings } from '../../src/communities/settings.ts';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';

/** Thursday; the check-in comes on Friday at 10 in Warsaw. */
const NOW = '2026-11-26T11:00:00Z';
const clock = testClock(NOW);
const bot = useBot({ clock });
let team: Channel;

beforeEach(async () => {
  const { guild, checkin, database } = bot();
  team = guild.addChannel({ name: 'moderacja' });
  clock.set(NOW);
  const place = {
    locale: 'pl',
    zone: 'Europe/Warsaw',
    checkinChannelId: checkin.id,
    moderatorChannelId: team.id,
  };
  const when = { checkinWeekday: 5, checkinTime: '10:00', checkinNextAt: new Date('2026-11-27T09:00:00Z') };
  await database.db.community.create({ data: { id: guild.id, ...place, ...when } });
});

const told = () =>
  bot()
    .moderator.in(team)
    .messages()
    .map(({ text }) => text);
const tick = async () => {
  await bot().app.runJob('check-ins');
  await bot().app.runJob('alerts');
};

describe('a clock that was ahead', () => {
  it('takes back what it told moderators of weeks that were not lost', async () => {
    await tick();
    const before = told().length;
    clock.advance({ days: 40 });
    await tick();
    expect(told().slice(before)).toEqual([expect.stringContaining('⚠️')]);
    clock.set('2026-11-26T11:02:00Z');
    await tick();
    expect(told().slice(before + 1)).toEqual([expect.stringContaining('✅ Żaden check-in')]);
    clock.advance({ minutes: 5 });
    await tick();
    expect(told()).toHaveLength(before + 2);
    expect(await bot().database.db.alert.count()).toBe(0);
  });
});

describe('planning that fails for all', () => {
  it('does not keep back what is due already', async () => {
    const { database, guild, checkin, moderator } = bot();
    await bringForward({ db: database.db, clock }, await findSettings(database.db, guild.id), moderator.id);
    const posts = () => moderator.in(checkin).messages().length;
    const before = posts();
    await database.db.community.updateMany({ data: { checkinNextAt: new Date(NOW) } });
    await database.withSession((session) =>
      session.exec(`CREATE FUNCTION refuse_all() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'poisoned'; END $$ LANGUAGE plpgsql;
        CREATE TRIGGER refuse_all BEFORE UPDATE OF "checkinNextAt" ON "Community" FOR EACH ROW EXECUTE FUNCTION refuse_all()`),
    );
    try {
      await bot()
        .app.runJob('check-ins')
        .catch(() => undefined);
      expect(bot().logged.some((line) => line.includes('poisoned'))).toBe(true);
      expect(posts()).toBe(before + 1);
    } finally {
      await database.withSession((session) => session.exec('DROP FUNCTION refuse_all CASCADE'));
      bot().logged.length = 0;
    }
  });
});
