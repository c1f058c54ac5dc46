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
});
