import type { Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';
import { discussionOf, FRIDAY } from '../../../support/cards.ts';
import { testClock } from '../../../support/clock.ts';

describe.each(['pl', 'en'] as const)('what moderators do about cards in %s', (locale) => {
  const clock = testClock(FRIDAY);
  const bot = useBot({ locale, clock });
  const { words, tick, cards, shared, join, open } = discussionOf(bot, locale);
  let member: Person;
  let other: Person;
  /** What waits for a decision, as a moderator is shown it. */
  const queueOf = (moderator = bot().moderator) => moderator.in(bot().checkin).run('/admin moderate queue');
  /** The oldest card in the discussion is reported to the moderators. */
  const report = async (reason = 'Zerknijcie') => (await cards()[0]?.click(words.report))?.submit({ reason });
  beforeEach(async () => {
    clock.set(FRIDAY);
    member = join('Anna');
    other = join('Bartek');
    await open();
  });

  it('reaches the moderators where a word is watched for, and is shown once they approve', async () => {
    const { database, moderator } = bot();
    await database.db.community.updateMany({ data: { watchWords: 'głup*' } });
    const own = await shared(member, 'anonymous', 'To byl GLUPI pomysł');
    expect(own.text).toContain(words.held);
    expect(cards()).toHaveLength(0);
    const queue = await queueOf();
    expect(queue.text).toContain('GLUPI');
    expect(queue.text).not.toContain(member.id);
    expect((await queue.click(words.show)).text).toContain(words.empty);
    await tick();
    expect(cards()).toHaveLength(1);
    expect(await database.db.auditEntry.findMany()).toMatchObject([{ action: 'share.approve', actorId: moderator.id }]);
    expect(JSON.stringify(await database.db.auditEntry.findMany())).not.toContain(member.id);
  });

  it('is decided once: the second of two moderators hears of the first’s decision', async () => {
    const { moderator } = bot();
    const second = bot().newModerator();
    await shared(member);
    await report();
    const [mine, theirs, late] = [await queueOf(moderator), await queueOf(second), await queueOf(second)];
    const reason = await theirs.click(words.remove);
    expect((await mine.click(words.keep)).text).toContain(words.empty);
    // What was typed for nothing comes back.
    const told = await reason.submit({ reason: 'Za ostre słowa' });
    expect(told.text).toContain(`${words.decided}`);
    expect(told.text).toContain(`<@${moderator.id}>`);
    expect(told.text).toContain(words.stays);
    expect(told.text).toContain('Za ostre słowa');
    expect((await late.click(words.keep)).text).toContain(words.stays);
    await tick();
    expect(cards()).toHaveLength(1);
    // At the very same moment, one of them decides.
    clock.advance({ minutes: 1 });
    await report();
    const panels = [await queueOf(moderator), await queueOf(second)];
    const both = await Promise.all(panels.map(async (panel) => (await panel.click(words.keep)).text));
    expect(both.map((text) => text.includes(words.decided)).toSorted()).toEqual([false, true]);
    // Reported anew, it is a new matter; removed, or taken back meanwhile, the other one is told that.
    clock.advance({ minutes: 1 });
    await report();
    const [again, other2] = [await queueOf(moderator), await queueOf(second)];
    await (await again.click(words.remove)).submit({ reason: '' });
    expect((await other2.click(words.keep)).text).toContain(words.gone);
    const own = await shared(member, 'anonymous', 'Drugi');
    await tick();
    await report();
    const last = await queueOf(second);
    await own.click(words.withdraw);
    expect((await last.click(words.keep)).text).toContain(words.takenBack);
  });

  it('is told to moderators in their channel: once, without names, and again when something new comes', async () => {
    const { database, moderator, guild, app } = bot();
    const team = guild.addChannel({ name: 'moderacja' });
    await database.db.community.updateMany({ data: { moderatorChannelId: team.id, watchWords: 'głup*' } });
    const told = async () => {
      clock.advance({ minutes: 1 });
      await app.runJob('alerts');
      return moderator
        .in(team)
        .messages()
        .map(({ text, raw }) => ({ text, raw }));
    };
    await shared(member);
    expect(await told()).toHaveLength(0);
    await report('To nieprawda');
    const held = await shared(other, 'named', 'Głupi pomysł');
    const [message] = await told();
    expect(message?.text).toContain(words.waits);
    for (const secret of [member.id, other.id, 'To nieprawda', 'Krzyk'])
      expect(JSON.stringify(message?.raw)).not.toContain(secret);
    expect(message?.raw.mentions).toEqual([]);
    expect((message?.raw.flags ?? 0) & (1 << 12)).toBe(1 << 12);
    await shared(join('Celina'), 'named', 'Głupia sprawa');
    expect(await told()).toHaveLength(1);
    // Left for a day, it is said once more with the next one.
    clock.advance({ days: 1, minutes: 5 });
    await shared(join('Darek'), 'named', 'Głupio wyszło');
    expect(await told()).toHaveLength(2);
    // The queue is worked through, and nothing is said of that; what comes then is new.
    await held.click(words.withdraw);
    const queue = await queueOf();
    let shown = queue;
    while (!shown.text.includes(words.empty))
      shown = await shown.click(shown.buttons.some(({ label }) => label === words.show) ? words.show : words.keep);
    expect(await database.db.alert.count()).toBe(0);
    await shared(join('Ewa'), 'named', 'Głupio tak');
    expect(await told()).toHaveLength(3);
  });

  it('is not decided upon by whoever wrote it: a moderator’s own card needs another one', async () => {
    const second = bot().newModerator();
    await shared(second);
    const seen = () => cards(second)[0];
    // Reported by themselves, it is theirs to take back.
    expect((await seen()?.click(words.report))?.text).toContain(words.own);
    await report('');
    const queue = await queueOf(second);
    expect((await queue.click(words.keep)).text).toContain(words.ownText);
    expect((await (await queueOf()).click(words.keep)).text).toContain(words.empty);
  });

  it('is removed by moderators: the author is told privately and gets the text back', async () => {
    const { checkin, database } = bot();
    await shared(member);
    await report('To nieprawda');
    const queue = await queueOf();
    expect(queue.text).toContain('To nieprawda');
    expect(queue.text).not.toContain(other.id);
    const reason = await queue.click(words.remove);
    await reason.submit({ reason: 'Za dużo szczegółów' });
    await tick();
    expect(cards()).toHaveLength(0);
    expect(await database.db.auditEntry.findMany()).toMatchObject([{ action: 'share.remove' }]);
    expect(JSON.stringify(await database.db.auditEntry.findMany())).not.toContain(member.id);
    await bot().app.runJob('check-ins');
    const next = await member.in(checkin).run('/help');
    await expect.poll(() => next.followUps.length).toBe(1);
    const told = next.followUps.map(({ text }) => text).join('\n');
    expect(told).toContain(words.removed);
    expect(told).toContain('Za dużo szczegółów');
    expect(told).toContain('Krzyk przez telefon');
    // The next time they are written to, because they asked for it.
    await next.followUps[0]?.click(words.tellMe);
    await shared(member, 'named', 'Jeszcze raz krzyk');
    await report('');
    await (await (await queueOf()).click(words.remove)).submit({ reason: '' });
    await bot().app.runJob('check-ins');
    const [written] = member.inDm().messages();
    expect(written?.text).toContain('Jeszcze raz krzyk');
    expect(written?.buttons.map(({ label }) => label)).toEqual([words.tellMeNot]);
  });
});
