import type { Channel, Person } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { startBot, useBot } from '../../../support/bot.ts';
import { WORDS } from '../../../support/words/admin.ts';

/** How many messages everybody sees in a channel. */
function posts(person: Person, channel: Channel): number {
  return person
    .in(channel)
    .messages()
    .filter(({ ephemeral }) => !ephemeral).length;
}

describe.each(['pl', 'en'] as const)('/admin checkin post in %s', (locale) => {
  const w = WORDS[locale];
  const bot = useBot({ locale });

  /** Sets the check-in up in a channel of its own, so that no earlier test's post stands there. */
  async function setUp() {
    const { moderator, channel, guild } = bot();
    const checkin = guild.addChannel({ name: 'check-in' });
    const panel = await moderator.in(channel).run('/admin setup');
    await panel.choose(w.pick, [checkin]);
    await panel.choose(w.weekday, [w.wednesday]);
    const form = await panel.click(w.time);
    return { checkin, answer: await form.submit({ time: '9.30', zone: 'europe/warsaw' }) };
  }

  it('posts once a week, silently, with a button that opens the form', async () => {
    const { checkin } = await setUp();
    const { moderator, member, channel, database } = bot();
    const answer = await moderator.in(channel).run('/admin checkin post');
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain(`https://discord.com/channels/${bot().guild.id}/${checkin.id}/`);

    const post = member.in(checkin).last();
    expect(post.text).toContain(w.title);
    const form = await post.click(w.log);
    await form.submit({ kind: 'disrespect', story: 'Krzyk przez telefon.', reaction: 'ended' });
    const { id } = await database.db.checkin.findFirstOrThrow();
    expect(await database.db.violation.findFirstOrThrow()).toMatchObject({
      checkinId: id,
      communityId: bot().guild.id,
    });

    const again = await moderator.in(channel).run('/admin checkin post');
    expect(again.text).toContain(w.already);
    expect(posts(member, checkin)).toBe(1);
  });

  it('says what to do when it may not post, and posts once it may', async () => {
    const { checkin } = await setUp();
    const { moderator, channel, sandbox } = bot();
    checkin.permit(sandbox.bot, { deny: ['SendMessages'] });
    const answer = await moderator.in(channel).run('/admin checkin post');
    expect(answer.text).toContain(`${w.mayNotPost} <#${checkin.id}>`);
    checkin.permit(sandbox.bot, { allow: ['SendMessages'] });
    expect((await moderator.in(channel).run('/admin checkin post')).text).toContain(w.posted);
  });

  it('asks for a channel first', async () => {
    const { moderator, channel } = bot();
    const answer = await moderator.in(channel).run('/admin checkin post');
    expect(answer.text).toContain(w.setup);
  });

  it('posts once even when Discord’s answer is lost', async () => {
    const { checkin } = await setUp();
    const { moderator, member, channel, sandbox } = bot();
    sandbox.faults.add({ kind: 'done-but-lost', on: 'POST /channels/:channelId/messages' });
    const first = await moderator.in(channel).run('/admin checkin post');
    expect(first.text).toContain(w.notConfirmed);
    const second = await moderator.in(channel).run('/admin checkin post');
    expect(second.text).toContain(w.posted);
    expect(posts(member, checkin)).toBe(1);
  });
});

describe('two bots on one database', () => {
  it('post one check-in between them', async () => {
    const bot = await startBot();
    try {
      const { moderator, member, channel, checkin } = bot;
      const panel = await moderator.in(channel).run('/admin setup');
      await panel.choose('Wybierz kanał', [checkin]);
      const seat = moderator.in(channel);
      const answers = await Promise.all([seat.run('/admin checkin post'), seat.run('/admin checkin post')]);
      for (const { text } of answers) expect(text).toMatch(/opublikowany|ma już/);
      expect(posts(member, checkin)).toBe(1);
    } finally {
      await bot.close();
    }
  });
});
