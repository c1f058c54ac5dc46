import { describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';
import { WORDS } from '../../../support/words/admin.ts';

describe.each(['pl', 'en'] as const)('the controls of the set-up in %s', (locale) => {
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
});
