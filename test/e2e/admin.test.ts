import { describe, expect, it } from 'vitest';
import type { Channel, Person } from '../../src/sandbox/persons/handles.ts';
import { startBot, useBot } from '../support/bot.ts';

/** How many messages everybody sees in a channel. */
function posts(person: Person, channel: Channel): number {
  return person
    .in(channel)
    .messages()
    .filter(({ ephemeral }) => !ephemeral).length;
}

describe('setting up and posting the check-in in Polish', () => {
  const bot = useBot();

  /** Sets the check-in up in a channel of its own, so that no earlier test's post stands there. */
  async function setUp() {
    const { moderator, channel, guild } = bot();
    const checkin = guild.addChannel({ name: 'check-in' });
    const panel = await moderator.in(channel).run('/admin konfiguracja');
    await panel.choose('Wybierz kanał', [checkin]);
    await panel.choose('Wybierz dzień tygodnia', ['środa']);
    const form = await panel.click('Godzina i strefa');
    return { checkin, answer: await form.submit({ time: '9.30', zone: 'europe/warsaw' }) };
  }

  it('stores channel, weekday, time and zone, and shows the next three dates', async () => {
    const { answer: panel, checkin } = await setUp();
    expect(panel.ephemeral).toBe(true);
    expect(panel.text).toContain(`Kanał: <#${checkin.id}>`);
    expect(panel.text).toContain('Kiedy: w środy o 09:30 (Europe/Warsaw)');
    expect(panel.text.match(/^- środa, .* 09:30/gm)).toHaveLength(3);
    expect(await bot().database.db.community.findFirstOrThrow()).toMatchObject({
      id: bot().guild.id,
      locale: 'pl',
      zone: 'Europe/Warsaw',
      checkinChannelId: checkin.id,
      checkinWeekday: 3,
      checkinTime: '09:30',
    });
  });

  it('says what is wrong with a time and a zone, and gives them back', async () => {
    const { moderator, channel } = bot();
    const panel = await moderator.in(channel).run('/admin setup');
    const answer = await (await panel.click('Godzina i strefa')).submit({ time: 'rano', zone: 'Warsaw' });
    expect(answer.text).toContain('„rano” to nie jest godzina');
    expect(answer.text).toContain('Może jedna z tych: Europe/Warsaw');
    expect((await answer.click('Wypełnij ponownie')).kind).toBe('form');
  });

  it('names in words the permissions that it lacks', async () => {
    const { moderator, channel, guild, sandbox } = bot();
    const closed = guild.addChannel({ name: 'zamkniety' });
    closed.permit(sandbox.bot, { deny: ['SendMessages'] });
    const panel = await moderator.in(channel).run('/admin setup');
    const answer = await panel.choose('Wybierz kanał', [closed]);
    expect(answer.text).toContain('Nadaj mi tam uprawnienie „Wysyłanie wiadomości”.');
  });

  it('posts once a week, silently, with a button that opens the form', async () => {
    const { checkin } = await setUp();
    const { moderator, member, channel, database } = bot();
    const answer = await moderator.in(channel).run('/admin checkin post');
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain(`https://discord.com/channels/${bot().guild.id}/${checkin.id}/`);

    const post = member.in(checkin).last();
    expect(post.text).toContain('Check-in tygodnia');
    const form = await post.click('Zapisz naruszenie');
    await form.submit({ kind: 'disrespect', story: 'Krzyk przez telefon.', reaction: 'ended', weight: '5' });
    const { id } = await database.db.checkin.findFirstOrThrow();
    expect(await database.db.violation.findFirstOrThrow()).toMatchObject({
      checkinId: id,
      communityId: bot().guild.id,
    });

    const again = await moderator.in(channel).run('/admin checkin post');
    expect(again.text).toContain('ma już swój check-in');
    expect(posts(member, checkin)).toBe(1);
  });

  it('says what to do when it may not post, and posts once it may', async () => {
    const { checkin } = await setUp();
    const { moderator, channel, sandbox } = bot();
    checkin.permit(sandbox.bot, { deny: ['SendMessages'] });
    const answer = await moderator.in(channel).run('/admin checkin post');
    expect(answer.text).toContain(`Nie mogę publikować na kanale <#${checkin.id}>`);
    checkin.permit(sandbox.bot, { allow: ['SendMessages'] });
    expect((await moderator.in(channel).run('/admin checkin post')).text).toContain('opublikowany');
  });

  it('asks for a channel first', async () => {
    const { moderator, channel } = bot();
    const answer = await moderator.in(channel).run('/admin checkin post');
    expect(answer.text).toContain('/admin konfiguracja');
  });

  it('posts once even when Discord’s answer is lost', async () => {
    const { checkin } = await setUp();
    const { moderator, member, channel, sandbox } = bot();
    sandbox.faults.add({ kind: 'done-but-lost', on: 'POST /channels/:channelId/messages' });
    const first = await moderator.in(channel).run('/admin checkin post');
    expect(first.text).toContain('nie potwierdził');
    const second = await moderator.in(channel).run('/admin checkin post');
    expect(second.text).toContain('opublikowany');
    expect(posts(member, checkin)).toBe(1);
  });

  it('is offered to moderators alone, and refuses one who has just lost the role', async () => {
    const { moderator, member, channel, guild } = bot();
    expect(member.in(channel).offered()).not.toContain('admin setup');
    const panel = await moderator.in(channel).run('/admin setup');
    guild.setRoles(moderator, []);
    try {
      const refused = await panel.choose('Wybierz dzień tygodnia', ['1']);
      expect(refused.text).toContain('może zrobić tylko moderacja');
      expect(await bot().database.db.community.findFirstOrThrow()).toMatchObject({ checkinWeekday: 5 });
    } finally {
      guild.setRoles(moderator, [bot().moderators]);
    }
  });
});

describe('/admin health', () => {
  const bot = useBot();

  it('says what works, what needs attention, and what housekeeping will let go of', async () => {
    const { moderator, channel, guild, database } = bot();
    const entry = { authorId: moderator.id, communityId: guild.id, kind: 'other', reaction: 'refused', weight: 1 };
    const createdAt = new Date('2020-01-01');
    await database.db.violation.create({ data: { ...entry, story: 'Dawno temu.', interactionId: '1', createdAt } });
    const before = await moderator.in(channel).run('/admin stan');
    expect(before.text).toContain('Połączenie z Discordem działa');
    expect(before.text).toContain('bez szyfrowania');
    expect(before.text).toContain('Check-in nie ma jeszcze kanału: `/admin konfiguracja`');
    expect(before.text).toContain('usuną z tej społeczności 1 stary wpis');
    expect(before.text).toContain('Nic nie wymaga moderacji');
    expect(before.text).toMatch(/Wszystkie dane zajmują [\d,]+ MB/);
    expect(before.text).toMatch(/Granica \d+\.\d+\.\d+/);
    expect(before.text).toContain('nie ma podłączonego modelu językowego');
    const panel = await moderator.in(channel).run('/admin setup');
    await panel.choose('Wybierz kanał', [channel]);
    const after = await moderator.in(channel).run('/admin health');
    expect(after.text).toMatch(/Następny check-in: <t:\d+:F> na kanale/);
    expect(after.text.match(/^- potem <t:\d+:F>/gm)).toHaveLength(2);
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
    const alert = { communityId: guild.id, key: 'checkin', kind: 'checkin.forbidden', channelId: closed.id, openedAt };
    await database.db.alert.create({ data: alert });
    const health = await moderator.in(channel).run('/admin stan');
    expect(health.text).toContain(`Nie mogę opublikować check-inu na kanale <#${closed.id}>`);
    expect(health.text).toContain(`(<t:${openedAt.getTime() / 1000}:R>)`);
    expect(health.text).toContain('uprawnienie „Wysyłanie wiadomości”');
    expect(health.text).toContain('uprawnienie „Tworzenie publicznych wątków”');
    expect(health.text).toContain('Kanału moderacji już nie ma');
    expect(health.text).toContain('Wybranej roli moderacji już nie ma');
  });
});

describe('the set-up in English', () => {
  const bot = useBot({ locale: 'en' });

  it('shows the next dates in English', async () => {
    const { moderator, channel } = bot();
    const panel = await moderator.in(channel).run('/admin setup');
    expect(panel.text).toContain('When: on Fridays at 10:00 (Etc/UTC)');
    expect(panel.text.match(/^- Friday, /gm)).toHaveLength(3);
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
