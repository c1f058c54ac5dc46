import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { testClock } from '../../support/clock.ts';
import { useAuthor } from '../../support/violations.ts';
import { WORDS } from '../../support/words/violations.ts';

// Monday, 10:00 in Warsaw, within everybody's hours.
const MONDAY = '2026-11-23T09:00:00Z';
const clock = testClock(MONDAY);
beforeEach(() => clock.set(MONDAY));

describe.each(['pl', 'en'] as const)('a follow-up in %s', (locale) => {
  const bot = useBot({ locale, clock });
  const words = WORDS[locale];
  const { author, log } = useAuthor(bot, locale);
  const tick = () => bot().app.runJob('check-ins');

  it('reminds once, in a private message, and only of what nothing happened to', async () => {
    const messages = () =>
      author()
        .inDm()
        .messages()
        .filter(({ text }) => text.includes(words.followUp));
    const before = messages().length;
    await (await (await log()).click(words.remind)).click(words.inTwo);
    const other = await log({ client: 'Kawiarnia' });
    await (await other.click(words.remind)).click(words.inTwo);
    const { id } = await bot().database.db.violation.findFirstOrThrow({ where: { clientLabel: 'Kawiarnia' } });
    await bot().database.db.violation.update({ where: { id }, data: { state: 'addressed' } });
    clock.advance({ days: 1 });
    await tick();
    expect(messages()).toHaveLength(before);
    clock.advance({ days: 1 });
    await tick();
    const [reminder, ...more] = messages().slice(before);
    expect(more).toEqual([]);
    expect(reminder?.text).toContain('Piekarnia');
    expect(reminder?.text).not.toContain('Faktura');
    const done = await reminder?.click(words.done);
    expect(done?.text).toContain(words.ended);
    const row = await bot().database.db.violation.findFirstOrThrow({ where: { clientLabel: 'Piekarnia' } });
    expect(row.state).toBe('addressed');
    // What stays in the conversation is short; the story is shown to their author alone, for as long as they look at it.
    const ended = await done?.choose(done.selects[0]?.customId ?? '', ['resolved.paid']);
    expect(ended?.id).toBe(reminder?.id);
    expect(ended?.text).not.toContain('Faktura');
    expect(ended?.text).not.toContain('Piekarnia');
    const shown = await ended?.click(words.show);
    expect(shown?.ephemeral).toBe(true);
    expect(shown?.text).toContain('Faktura');
    const after = messages().filter(({ ephemeral }) => !ephemeral);
    expect(after.map(({ text }) => text).join()).not.toContain('Faktura');
  });

  it('stops reminding, of one entry or of all', async () => {
    const { database } = bot();
    for (const client of ['Piekarnia', 'Kawiarnia'])
      await (await (await log({ client })).click(words.remind)).click(words.inTwo);
    clock.advance({ days: 2 });
    await tick();
    const reminders = author().inDm().messages().slice(-2);
    const stopped = await reminders[0]?.click(words.stop);
    expect(await database.db.noticeConsent.count()).toBe(1);
    await stopped?.click(words.stopAll);
    expect(await database.db.noticeConsent.count()).toBe(0);
    expect(await database.db.notice.count()).toBe(0);
  });

  const inWarsaw = async () => {
    const { id } = author();
    const zone = 'Europe/Warsaw';
    await bot().database.db.member.upsert({ where: { id }, create: { id, zone }, update: { zone } });
  };
  const at = (instant: string) => `<t:${Date.parse(instant) / 1000}:F>`;

  it('comes on the day that was said: the first moment of it in the person’s hours', async () => {
    await inWarsaw();
    clock.set('2026-11-29T16:38:00Z'); // a Sunday, 17:38 in Warsaw
    const set = await (await (await log()).click(words.remind)).click(words.inTwo);
    expect(set.text).toContain(words.willRemind);
    expect(set.text).toContain(at('2026-12-01T08:00:00Z'));
    const before = author().inDm().messages().length;
    clock.set('2026-12-01T07:59:00Z');
    await tick();
    expect(author().inDm().messages()).toHaveLength(before);
    clock.set('2026-12-01T08:00:00Z');
    await tick();
    expect(author().inDm().messages()).toHaveLength(before + 1);
  });

  it('takes tomorrow, or a day as people type it, and says where the hours move it', async () => {
    await inWarsaw();
    const saved = await log();
    const tomorrow = await (await saved.click(words.remind)).click(words.tomorrow);
    expect(tomorrow.text).toContain(at('2026-11-24T08:00:00Z'));
    const moved = await tomorrow.click(words.changeDay);
    expect(moved.text).toContain(words.current);
    expect(moved.text).toContain(at('2026-11-24T08:00:00Z'));
    const wrong = await (await moved.click(words.otherDay)).submit({ day: 'kiedyś' });
    expect(wrong.text).toContain('kiedyś');
    const form = await wrong.click(words.fillAgain);
    expect(form.fields[0]?.value).toBe('kiedyś');
    clock.set('2026-11-30T10:00:00Z');
    const onSaturday = await form.submit({ day: words.onSaturday });
    expect(onSaturday.text).toContain(words.saturdayFull);
    expect(onSaturday.text).toContain(at('2026-12-07T08:00:00Z'));
    const later = await (await (await onSaturday.click(words.changeDay)).click(words.otherDay)).submit({
      day: words.inTenDays,
    });
    expect(later.text).toContain(at('2026-12-10T08:00:00Z'));
    expect(await bot().database.db.notice.findMany()).toMatchObject([{ dueAt: new Date('2026-12-10T08:00:00Z') }]);
  });

  it('is cancelled before it comes, from where it was set and from the card', async () => {
    await inWarsaw();
    const { channel, database } = bot();
    const saved = await log();
    const set = await (await saved.click(words.remind)).click(words.inTwo);
    await set.click(words.cancel);
    expect(await database.db.notice.count()).toBe(0);
    await (await saved.click(words.remind)).click(words.inTwo);
    const card = await (await author().in(channel).run('/violation list')).click(words.show);
    expect(card.text).toContain(at('2026-11-25T08:00:00Z'));
    await (await card.click(words.moveReminder)).click(words.cancel);
    expect(await database.db.notice.count()).toBe(0);
    const before = author().inDm().messages().length;
    clock.advance({ days: 2 });
    await tick();
    expect(author().inDm().messages()).toHaveLength(before);
  });
});
