import { ChannelType } from 'discord.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';

const CLOSED = '2026-11-30T09:01:00Z';
const clock = testClock(FRIDAY);
const bot = useBot({ clock });
const week = discussionOf(bot, 'pl');
const { words, tick } = week;

// The sandbox's channel keeps the posts of earlier tests.
let before = 0;
beforeEach(() => {
  clock.set(FRIDAY);
  bot().sandbox.faults.clear();
  before = inChannel().length;
});
const inChannel = () =>
  bot()
    .other.in(bot().checkin)
    .messages()
    .filter(({ ephemeral }) => !ephemeral);
const posts = () => inChannel().slice(before);
const sandboxChannel = (id: string) => {
  const channel = bot().sandbox.world.channels.get(id);
  if (!channel) throw new Error(`no channel ${id}`);
  return channel;
};
const digests = () =>
  week
    .inThread(bot().other)
    .messages()
    .filter(({ text }) => text.includes(words.digest));
const answer = async () => {
  for (const name of ['Anna', 'Bartek', 'Celina']) {
    const [post] = bot().other.in(bot().checkin).messages().slice(before);
    const person = week.join(name);
    const seen = person
      .in(bot().checkin)
      .messages()
      .find(({ id }) => id === post?.id);
    await seen?.click(words.calm);
  }
};
const row = () => bot().database.db.checkin.findFirstOrThrow();
const minutes = async (count: number) => {
  for (let minute = 0; minute < count; minute += 1) {
    clock.advance({ minutes: 1 });
    await tick();
  }
};

/** The gateway tells in its own time: minutes pass until it has. */
const untilTold = (told: () => boolean | Promise<boolean>) =>
  vi.waitFor(async () => {
    await minutes(1);
    if (!(await told())) throw new Error('not yet');
  }, 10_000);

describe('a discussion that was archived', () => {
  it('gets its digest all the same', async () => {
    await week.open();
    await answer();
    const channel = sandboxChannel(week.thread());
    if (channel.thread) channel.thread.archived = true;
    bot().sandbox.channel(channel.id).announce();
    clock.set(CLOSED);
    await tick();
    expect(posts()[0]?.text).toContain('zamknięty');
    expect(digests()).toHaveLength(1);
  });
});

describe('the configured channel', () => {
  it('was turned into a forum before the gateway told: posted there as soon as it has', async () => {
    const { sandbox, checkin } = bot();
    const channel = sandboxChannel(checkin.id);
    channel.type = ChannelType.GuildForum;
    try {
      await week.open();
      expect(posts()).toEqual([]);
      sandbox.channel(channel.id).announce();
      await minutes(3);
      const { messageId, threadId, inForum } = await row();
      expect({ inForum, same: messageId === threadId }).toEqual({ inForum: true, same: true });
      const threads = [...sandbox.world.channels.values()].filter(
        ({ parentId, id }) => parentId === checkin.id && id >= (messageId ?? ''),
      );
      expect(threads).toHaveLength(1);
    } finally {
      channel.type = ChannelType.GuildText;
      sandbox.channel(channel.id).announce();
    }
  });
});

describe('a guild in an outage', () => {
  it('is waited for at the post and at the close, without a complaint', async () => {
    const { guild, database } = bot();
    guild.setUnavailable(true);
    await week.open();
    await minutes(30);
    expect(posts()).toEqual([]);
    guild.setUnavailable(false);
    await untilTold(() => posts().length > 0);
    expect(posts()).toHaveLength(1);
    guild.setUnavailable(true);
    clock.set('2026-11-30T10:00:00Z');
    await minutes(10);
    expect((await row()).state).toBe('posted');
    expect((await database.db.community.findFirstOrThrow()).checkinProblem).toBeNull();
    guild.setUnavailable(false);
    await untilTold(async () => (await row()).state === 'closed');
  });
});

describe('Discord', () => {
  it('is down for an hour around the due time, and once more around the close', async () => {
    const { sandbox } = bot();
    const down = () =>
      sandbox.faults.add({ kind: 'error-503', on: /^(POST|PATCH|GET) \/channels/, times: Number.POSITIVE_INFINITY });
    down();
    await week.open();
    await minutes(60);
    expect(posts()).toEqual([]);
    sandbox.faults.clear();
    await minutes(20);
    expect(posts()).toHaveLength(1);
    const { closesAt } = await row();
    down();
    clock.set(closesAt.toISOString());
    await minutes(45);
    expect(posts()[0]?.text).not.toContain('zamknięty');
    sandbox.faults.clear();
    await minutes(20);
    expect(posts()).toHaveLength(1);
    expect(posts()[0]?.text).toContain('zamknięty');
  });
});
