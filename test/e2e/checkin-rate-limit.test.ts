import type { Channel, Guild } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';

// What does not depend on words is lived through in one language.
const clock = testClock(FRIDAY);
const bot = useBot({ clock });
beforeEach(() => clock.set(FRIDAY));

const tick = async () => {
  await bot().app.runJob('check-ins');
  await bot().app.settle();
};
const postsTo = ({ id }: Channel) =>
  bot().sandbox.requests.filter(({ method, path }) => method === 'POST' && path === `/channels/${id}/messages`);
const settle = ({ id }: Guild, channel: Channel, due: boolean) =>
  bot().database.db.community.create({
    data: {
      id,
      locale: 'pl',
      zone: 'Europe/Warsaw',
      checkinChannelId: channel.id,
      checkinWeekday: due ? 5 : 6,
      checkinTime: '10:00',
      checkinNextAt: new Date(Date.parse(FRIDAY) + (due ? 0 : 86_400_000)),
      setUpAt: new Date(FRIDAY),
    },
  });

describe('a 429 for one channel', () => {
  it('holds that channel alone: other guilds are posted at once, by the clock and by hand', async () => {
    const { sandbox, guild, checkin, moderator, moderators, database } = bot();
    const [busy, third] = ['Zajęci', 'Trzeci'].map((name) => sandbox.addGuild({ name, locale: 'pl' })) as [
      Guild,
      Guild,
    ];
    const busyChannel = busy.addChannel({ name: 'check-in' });
    const thirdChannel = third.addChannel({ name: 'check-in' });
    third.join(moderator, { roles: [third.addRole({ name: 'Moderacja', permissions: ['ManageGuild'] })] });
    expect(moderators).toBeDefined();
    await settle(busy, busyChannel, true);
    await settle(third, thirdChannel, false);
    sandbox.faults.add({ kind: 'rate-limited', on: `POST /channels/${busyChannel.id}/messages`, delay: 120_000 });
    await tick();
    expect(postsTo(busyChannel)).toHaveLength(1);

    await settle(guild, checkin, true);
    clock.advance({ minutes: 1 });
    await tick();
    expect(postsTo(checkin)).toHaveLength(1);
    const byHand = await moderator.in(thirdChannel).run('/admin checkin post');
    expect(byHand.text).toContain('opublikowany');
    expect(postsTo(thirdChannel)).toHaveLength(1);

    const step = await database.db.outboxStep.findFirstOrThrow({ where: { communityId: busy.id } });
    expect(step).toMatchObject({ state: 'pending', attempts: 0, problem: 'unavailable' });
    expect(step.nextAt?.getTime()).toBeGreaterThanOrEqual(Date.parse(FRIDAY) + 120_000);
    // What else waits for the channel asks Discord no more either.
    await database.db.outboxStep.updateMany({ where: { id: step.id }, data: { nextAt: new Date(FRIDAY) } });
    await tick();
    expect(postsTo(busyChannel)).toHaveLength(1);
  });
});
