import { beforeEach, describe, expect, it } from 'vitest';
import { raiseAlert } from '../../src/communities/alerts/alerts.ts';
import { optIn } from '../../src/notices/consent.ts';
import { oweNotice } from '../../src/notices/notices.ts';
import { useBot } from '../support/bot.ts';
import { timedClock } from '../support/clock.ts';
import { entry } from '../support/rows.ts';

/** Monday, 9:00 in Warsaw. */
const MONDAY = '2026-11-30T08:00:00Z';
const SEND = 'POST /channels/:channelId/messages';
const OPEN = 'POST /users/@me/channels';

// What does not depend on words is lived through in one language.
const clock = timedClock(MONDAY);
const bot = useBot({ clock });
beforeEach(() => clock.set(MONDAY));

const asked = (path: RegExp) =>
  bot().sandbox.requests.filter((request) => request.method === 'POST' && path.test(request.path)).length;
const hold = (on: string) => bot().sandbox.faults.add({ kind: 'rate-limited', on, delay: 2000 });

/** Less than a minute, in milliseconds: what was put off by one is not due yet. */
const SOON = 50_000;

/**
 * Moves the bot's clock second by second, and runs no job, until a message is there. Its alarm may try too early, which costs no
 * request: discord.js counts the two seconds by the machine's clock.
 */
const untilThere = (messages: () => readonly unknown[]) =>
  expect.poll(
    async () => {
      if (clock.now().epochMilliseconds < Date.parse(MONDAY) + SOON) clock.advance({ seconds: 1 });
      await bot().app.settle();
      return messages();
    },
    { interval: 250, timeout: 30_000 },
  );

describe('a message that Discord does not take for two seconds is sent after them, not at the next minute', () => {
  it('to moderators', async () => {
    const { guild, checkin, moderator, database, app } = bot();
    const team = guild.addChannel({ name: 'moderacja' });
    const told = () => moderator.in(team).messages();
    const place = { id: guild.id, locale: 'pl', zone: 'Europe/Warsaw', checkinChannelId: checkin.id };
    await database.db.community.create({ data: { ...place, moderatorChannelId: team.id } });
    const about = { communityId: guild.id, key: 'missed 2026-W48', channelId: checkin.id } as const;
    await raiseAlert({ db: database.db, clock }, { ...about, kind: 'checkin.missed' });
    hold(SEND);
    await app.runJob('alerts');
    expect(told()).toEqual([]);
    expect(await database.db.outboxStep.findFirst()).toMatchObject({ attempts: 0 });
    await untilThere(told).toHaveLength(1);
    expect(asked(/messages$/)).toBe(2);
    clock.advance({ minutes: 2 });
    await app.settle();
    expect(told()).toHaveLength(1);
  });

  it.each([
    ['where the message is refused', SEND, /messages$/],
    ['where the channel is', OPEN, /@me\/channels$/],
  ])('to a member, %s', async (_what, on, path) => {
    const { guild, member, database, app } = bot();
    const { db, sealer } = database;
    const earlier = member.inDm().messages().length;
    const came = () => member.inDm().messages().slice(earlier);
    const about = { personId: member.id, kind: 'follow-up', communityId: guild.id } as const;
    await optIn({ db, clock }, about, 'pl');
    const violation = await db.violation.create({ data: entry(member.id) });
    const notice = { ...about, subject: violation.id, locale: 'pl', dueAt: clock.now() } as const;
    await oweNotice({ db, sealer, clock }, notice);
    hold(on);
    await app.runJob('check-ins');
    expect(came()).toEqual([]);
    expect(asked(path)).toBe(1);
    await untilThere(came).toHaveLength(1);
    expect(asked(path)).toBe(2);
    clock.advance({ minutes: 2 });
    await app.settle();
    expect(came()).toHaveLength(1);
  });
});
