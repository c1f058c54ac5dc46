import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { testClock } from '../../support/clock.ts';
import { ENTRY, useAuthor } from '../../support/violations.ts';
import { WORDS } from '../../support/words/violations.ts';

// Monday, 10:00 in Warsaw, within everybody's hours.
const MONDAY = '2026-11-23T09:00:00Z';
const clock = testClock(MONDAY);
beforeEach(() => clock.set(MONDAY));

describe.each(['pl', 'en'] as const)('an entry in %s', (locale) => {
  const bot = useBot({ locale, clock });
  const words = WORDS[locale];
  const { author, log } = useAuthor(bot, locale);
  const stored = () => bot().database.db.violation.findFirstOrThrow();

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

  it('corrects a label everywhere: in what was, in the exports, and where it is written once more', async () => {
    const { channel, database } = bot();
    const secret = 'Tomek, tel. 601 602 603';
    await log({ client: secret, kind: 'other' });
    const saved = await log({ client: secret });
    const form = await saved.click(words.edit);
    const corrected = await form.submit({ client: 'Tomek', story: 'Nowa wersja.' });
    expect(corrected.text).toContain('Faktura sprzed');
    expect(corrected.text).not.toContain('601');
    const done = await corrected.click(words.relabel);
    expect(done.text).toContain(words.relabelled);
    const me = author().in(channel);
    const shown = [await me.run('/violation list'), await me.run('/violation export'), await me.run('/privacy export')];
    const files = await Promise.all(
      shown.flatMap((one) => one.files).map(async ({ url }) => (await fetch(url)).text()),
    );
    for (const text of [...shown.map((one) => one.text), ...files]) expect(text).not.toContain('601 602');
    expect(files.join('')).toContain('Tomek');
    const rows = await database.db.violation.findMany();
    expect(rows.map(({ clientLabel }) => clientLabel)).toEqual(['Tomek', 'Tomek']);
  });

  it('says so when nothing was changed, and shows the day as it is said', async () => {
    const form = await (await log()).click(words.when);
    const day = form.fields.find(({ customId }) => customId === 'day')?.value;
    expect(day).not.toMatch(/^\d{4}-/);
    expect((await form.submit({})).text).toContain(words.unchanged);
    expect(await stored()).toMatchObject({ happenedOn: new Date('2026-11-23') });
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
});
