import type { Channel, Person } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { startBot, useBot } from '../support/bot.ts';
import { WORDS } from './words/admin.ts';

/** How many messages everybody sees in a channel. */
function posts(person: Person, channel: Channel): number {
  return person
    .in(channel)
    .messages()
    .filter(({ ephemeral }) => !ephemeral).length;
}

describe.each(['pl', 'en'] as const)('setting up and posting the check-in in %s', (locale) => {
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

  it('stores channel, weekday, time and zone, and shows the next three dates', async () => {
    const { answer: panel, checkin } = await setUp();
    expect(panel.ephemeral).toBe(true);
    expect(panel.text).toContain(`${w.channelIs}<#${checkin.id}>`);
    expect(panel.text).toContain(w.when);
    expect(panel.text.match(w.date)).toHaveLength(3);
    expect(await bot().database.db.community.findFirstOrThrow()).toMatchObject({
      id: bot().guild.id,
      locale,
      zone: 'Europe/Warsaw',
      checkinChannelId: checkin.id,
      checkinWeekday: 3,
      checkinTime: '09:30',
    });
  });

  it('says what is wrong with a time and a zone, and gives them back', async () => {
    const { moderator, channel } = bot();
    const panel = await moderator.in(channel).run('/admin setup');
    const answer = await (await panel.click(w.time)).submit({ time: 'rano', zone: 'UTC+2' });
    expect(answer.text).toContain(w.badTime);
    expect(answer.text).toContain(w.similar);
    // What was typed is in the form again, not what is stored.
    const again = await answer.click(w.again);
    expect(again.kind).toBe('form');
    expect(again.fields.map(({ value }) => value)).toEqual(['rano', 'UTC+2']);
    const saved = await again.submit({ time: '18.30', zone: 'Bielsko-Biała' });
    expect(saved.text).toContain('18:30 (Europe/Warsaw)');
  });

  it('names in words the permissions that it lacks', async () => {
    const { moderator, channel, guild, sandbox } = bot();
    const closed = guild.addChannel({ name: 'zamkniety' });
    closed.permit(sandbox.bot, { deny: ['SendMessages'] });
    const panel = await moderator.in(channel).run('/admin setup');
    const answer = await panel.choose(w.pick, [closed]);
    expect(answer.text).toContain(w.give);
  });

  it('posts once a week, silently, with a button that opens the form', async () => {
    const { checkin } = await setUp();
    const { moderator, member, channel, database } = bot();
    const answer = await moderator.in(channel).run('/admin checkin post');
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain(`https://discord.com/channels/${bot().guild.id}/${checkin.id}/`);

    const post = member.in(checkin).last();
    expect(post.text).toContain(w.title);
    const form = await post.click(w.log);
    await form.submit({ kind: 'disrespect', story: 'Krzyk przez telefon.', reaction: 'ended', weight: '5' });
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

  it('is offered to moderators alone, and refuses one who has just lost the role', async () => {
    const { moderator, member, channel, guild } = bot();
    expect(member.in(channel).offered()).not.toContain('admin setup');
    const panel = await moderator.in(channel).run('/admin setup');
    guild.setRoles(moderator, []);
    try {
      const refused = await panel.choose(w.weekday, ['1']);
      expect(refused.text).toContain(w.refused);
      expect(await bot().database.db.community.findFirstOrThrow()).toMatchObject({ checkinWeekday: 5 });
    } finally {
      guild.setRoles(moderator, [bot().moderators]);
    }
  });

  describe('/admin health', () => {
    it('says what works, what needs attention, and what housekeeping will let go of', async () => {
      const { moderator, channel, guild, database } = bot();
      const entry = { authorId: moderator.id, communityId: guild.id, kind: 'other', reaction: 'refused', weight: 1 };
      const createdAt = new Date('2020-01-01');
      await database.db.violation.create({ data: { ...entry, story: 'Dawno temu.', interactionId: '1', createdAt } });
      const before = await moderator.in(channel).run('/admin health');
      expect(before.text).toContain(w.connected);
      expect(before.text).toContain(w.unencrypted);
      expect(before.text).toContain(w.noChannel);
      expect(before.text).toContain(w.due);
      expect(before.text).toContain(w.fine);
      expect(before.text).toMatch(w.size);
      expect(before.text).toMatch(/Granica \d+\.\d+\.\d+/);
      expect(before.text).toContain(w.noModel);
      const panel = await moderator.in(channel).run('/admin setup');
      await panel.choose(w.pick, [channel]);
      const after = await moderator.in(channel).run('/admin health');
      expect(after.text).toMatch(w.next);
      expect(after.text.match(w.later)).toHaveLength(2);
    });

    it('counts very much that is due only so far', async () => {
      const { moderator, channel, guild, database } = bot();
      await database.db.$executeRaw`
        INSERT INTO "UsageWeek" ("communityId", week, what, part, people)
        SELECT ${guild.id}, '2020-01-06', 'read', n::text, 3 FROM generate_series(1, 10500) n`;
      expect((await moderator.in(channel).run('/admin health')).text).toMatch(w.dueMany);
    });

    it('says what to do about what needs a moderator, and what is missing in each channel', async () => {
      const { moderator, channel, guild, database, sandbox } = bot();
      const closed = guild.addChannel({ name: 'zamkniety' });
      closed.permit(sandbox.bot, { deny: ['SendMessages', 'CreatePublicThreads'] });
      const settings = { checkinChannelId: closed.id, checkinWeekday: 5, checkinTime: '10:00', moderatorRoleId: '5' };
      await database.db.community.create({
        data: { id: guild.id, locale: 'pl', zone: 'Europe/Warsaw', ...settings, moderatorChannelId: '6' },
      });
      const openedAt = new Date('2026-11-24T08:00:00Z');
      const alert = {
        communityId: guild.id,
        key: 'checkin',
        kind: 'checkin.forbidden',
        channelId: closed.id,
        openedAt,
      };
      await database.db.alert.create({ data: alert });
      const health = await moderator.in(channel).run('/admin health');
      expect(health.text).toContain(`${w.cannotPost} <#${closed.id}>`);
      expect(health.text).toContain(`(<t:${openedAt.getTime() / 1000}:R>)`);
      expect(health.text).toContain(w.send);
      expect(health.text).toContain(w.threads);
      expect(health.text).toContain(w.teamGone);
      expect(health.text).toContain(w.roleGone);
    });

    it('says which chosen channel was deleted, there and where it is chosen', async () => {
      const { moderator, channel, guild } = bot();
      const [gone, team] = [guild.addChannel({ name: 'dawny' }), guild.addChannel({ name: 'zespol' })];
      const panel = await moderator.in(channel).run('/admin setup');
      const second = await (await panel.choose(w.pick, [gone])).click(w.nextStep);
      await second.choose(w.pickTeam, [team]);
      gone.remove();
      team.remove();
      await expect.poll(async () => (await moderator.in(channel).run('/admin health')).text).toContain(w.teamGone);
      expect((await moderator.in(channel).run('/admin health')).text).toContain(w.checkinGone);
      const all = await moderator.in(channel).run('/admin settings');
      expect(all.text.split(w.deleted)).toHaveLength(3);
      const first = await all.click(w.change);
      expect(first.text).toContain(w.checkinGone);
      // Another one is chosen, and everything works again.
      expect((await first.choose(w.pick, [channel])).text).not.toContain(w.checkinGone);
    });
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
