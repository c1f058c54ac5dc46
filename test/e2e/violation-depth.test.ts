import { direct } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { ENTRY, useAuthor } from '../support/violations.ts';
import { WORDS } from './words/violations.ts';

// Monday, 10:00 in Warsaw, within everybody's hours.
const MONDAY = '2026-11-23T09:00:00Z';
const clock = testClock(MONDAY);
beforeEach(() => clock.set(MONDAY));

describe.each(['pl', 'en'] as const)('an entry in depth in %s', (locale) => {
  const bot = useBot({ locale, clock });
  const words = WORDS[locale];
  const { author, log } = useAuthor(bot, locale);
  const stored = () => bot().database.db.violation.findFirstOrThrow();
  const tick = () => bot().app.runJob('notices');

  it('shows the boundary of the sheet that was crossed', async () => {
    const { database } = bot();
    expect((await log()).text).not.toContain(words.boundary);
    await database.db.boundarySheet.create({ data: { personId: author().id, payment: JSON.stringify({ due: 14 }) } });
    const saved = await log();
    expect(saved.text).toContain(words.boundary);
    expect(saved.text).toContain('14');
  });

  it('takes an edit, keeps what it said, and counts anew', async () => {
    const { database } = bot();
    const form = await (await log()).click(words.edit);
    expect(form.fields.find(({ customId }) => customId === 'story')?.value).toBe(ENTRY.story);
    const changed = await form.submit({
      kind: 'scope-creep',
      story: 'Nowa wersja.',
      client: 'Kawiarnia',
      reaction: 'reminded',
      weight: '2',
    });
    expect(changed.text).toContain(words.history);
    expect(changed.text).toContain('Faktura sprzed');
    expect(await stored()).toMatchObject({ kind: 'scope-creep', story: 'Nowa wersja.', weight: 2, state: 'addressed' });
    const sums = await database.db.violationTally.findMany({ where: { authorId: author().id } });
    expect(sums).toMatchObject([{ kind: 'scope-creep', entries: 1, letPass: 0, addressed: 1 }]);
  });

  it('takes the day and what it cost, and gives back what it cannot read', async () => {
    const { database } = bot();
    const saved = await log();
    const form = await saved.click(words.when);
    const refused = await form.submit({ day: words.day, hours: '90 min', amount: 'dużo' });
    expect(refused.text).toContain(words.problem);
    expect(refused.text).toContain('90 min');
    expect(await stored()).toMatchObject({ unpaidMinutes: null });
    const changed = await (await saved.click(words.when)).submit({
      day: words.day,
      hours: '1,5',
      amount: words.amount,
      nextStep: 'Zadzwonię.',
    });
    expect(changed.text.replaceAll('\u00a0', ' ')).toContain(words.cost);
    expect(await stored()).toMatchObject({
      happenedOn: new Date('2026-11-20'),
      unpaidMinutes: 90,
      currency: 'PLN',
      nextStep: 'Zadzwonię.',
    });
    const sums = await database.db.violationTally.findMany();
    expect(sums).toMatchObject([{ week: new Date('2026-11-16'), currency: 'PLN', unpaidMinutes: 90 }]);
    // The form gives back what it was given.
    const again = await changed.click(words.when);
    const same = await again.submit({});
    expect(same.kind).toBe('message');
    expect(await stored()).toMatchObject({ unpaidMinutes: 90, currency: 'PLN' });
  });

  it('moves on to an outcome by one choice', async () => {
    const { channel } = bot();
    await log();
    const list = await author().in(channel).run('/violation list');
    const card = await list.click(words.show);
    const resolved = await card.choose(words.state, ['resolved.paid']);
    expect(resolved.text).toContain(words.paid);
    expect(await stored()).toMatchObject({ state: 'resolved', outcome: 'paid', addressedOn: new Date('2026-11-23') });
  });

  it('is deleted after a question, with its sums and its reminder', async () => {
    const { database, sandbox, channel } = bot();
    const saved = await log();
    await (await saved.click(words.remind)).click(words.inTwo);
    const asked = await saved.click(words.remove);
    const kept = await asked.click(words.keep);
    expect(kept.text).toContain('Piekarnia');
    expect(await database.db.violation.count()).toBe(1);
    const edit = kept.buttons.find(({ label }) => label === words.edit)?.customId ?? '';
    await (await kept.click(words.remove)).click(words.removeNow);
    expect(await database.db.violation.count()).toBe(0);
    expect(await database.db.violationTally.count()).toBe(0);
    expect(await database.db.notice.count()).toBe(0);
    const late = await direct(sandbox, author(), channel).press(edit);
    expect(late.text).toContain(words.gone);
  });

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

  it('gives the whole text back when saving fails, and saves it once by a button', async () => {
    const { channel, database, logged } = bot();
    const form = await author().in(channel).run('/violation log', { kind: 'other' });
    const story = 'Cytat:\n```\nkod\n```\n i `więcej`';
    const typed = { story, client: 'Piekarnia', reaction: 'refused', weight: '3', nextStep: 'Krok `drugi`' };
    await database.withSession((session) => session.exec('ALTER TABLE "Violation" RENAME TO "Away"'));
    const failed = await form
      .submit(typed)
      .finally(() => database.withSession((session) => session.exec('ALTER TABLE "Away" RENAME TO "Violation"')));
    logged.length = 0; // the failure was wanted
    expect(await database.db.violation.count()).toBe(0);
    const saved = await failed.click(words.again);
    expect(saved.text).toContain(words.saved);
    await failed.click(words.again);
    expect(await database.db.violation.count()).toBe(1);
    expect(await stored()).toMatchObject({ story, clientLabel: 'Piekarnia', nextStep: 'Krok `drugi`', weight: 3 });
  });
});
