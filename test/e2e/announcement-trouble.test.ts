import type { Channel, Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';

const clock = testClock(FRIDAY);
const bot = useBot({ clock });
// What does not depend on words is lived through in one language.
const week = discussionOf(bot, 'pl');
let member: Person;
let team: Channel;
let before: number;
beforeEach(async () => {
  clock.set(FRIDAY);
  member = week.join('Anna');
  team = bot().guild.addChannel({ name: 'moderacja' });
  before = inChannel().length;
  await week.open({ digestInChannel: true, moderatorChannelId: team.id });
  await week.shared(member);
});

const inChannel = () => bot().other.in(bot().checkin).messages();
const announced = () =>
  inChannel()
    .slice(before)
    .filter(({ text }) => text.includes(week.words.digest));
const digests = () =>
  week
    .inThread(bot().other)
    .messages()
    .filter(({ text }) => text.includes(week.words.digest));
const told = () =>
  bot()
    .moderator.in(team)
    .messages()
    .map(({ text }) => text);
const minutes = async (count: number) => {
  for (let minute = 0; minute < count; minute += 1) {
    await week.tick();
    await bot().app.runJob('alerts');
    clock.advance({ minutes: 1 });
  }
};
const refuse = () =>
  bot().sandbox.faults.add({
    kind: 'forbidden',
    on: `POST /channels/${bot().checkin.id}/messages`,
    times: Number.POSITIVE_INFINITY,
  });

describe('a short digest that may not be posted in the channel', () => {
  it('is told to moderators once, and appears once they have acted', async () => {
    clock.advance({ days: 3, hours: 1 });
    const { id } = refuse();
    await minutes(12);
    expect(digests()).toHaveLength(1);
    expect(announced()).toHaveLength(0);
    expect(told()).toEqual([expect.stringContaining(`skrótu nie mogę opublikować na kanale <#${bot().checkin.id}>`)]);
    bot().sandbox.faults.remove(id);
    await minutes(7);
    expect(announced()).toHaveLength(1);
    expect(told()).toHaveLength(2);
    expect(told()[1]).toContain('znów mogę publikować skrót');
    expect(await bot().database.db.alert.count()).toBe(0);
  });

  it('needs nobody any more once it would be too late for it', async () => {
    clock.advance({ days: 3, hours: 1 });
    refuse();
    await minutes(3);
    const kind = 'checkin.announcement';
    expect(await bot().database.db.alert.count({ where: { kind } })).toBe(1);
    clock.advance({ days: 3 });
    await minutes(2);
    expect(await bot().database.db.alert.count({ where: { kind } })).toBe(0);
    expect(announced()).toHaveLength(0);
  });
});
