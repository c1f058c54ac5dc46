import { beforeEach, describe, expect, it } from 'vitest';
import { VIOLATION_KINDS } from '../../../src/kinds/violations.ts';
import { useBot } from '../../support/bot.ts';
import { testClock } from '../../support/clock.ts';
import { ENTRY, useAuthor } from '../../support/violations.ts';
import { WORDS } from '../../support/words/violations.ts';

const entry = {
  kind: 'late-payment',
  story: 'Faktura z **września** wciąż niezapłacona.\n# @everyone',
  client: 'Piekarnia',
  reaction: 'reminded',
};

describe('the violation log in Polish', () => {
  const bot = useBot();

  it('saves what was written, privately, and leads to what helps', async () => {
    const { member, channel, database } = bot();
    const form = await member.in(channel).run('/naruszenie dodaj');
    expect(form.title).toBe('Przekroczona granica');
    expect(form.fields.map(({ customId }) => customId)).toEqual(['kind', 'story', 'when', 'client', 'reaction']);
    const saved = await form.submit(entry);
    expect(saved.ephemeral).toBe(true);
    expect(saved.text).toContain('Zapisane');
    const row = await database.db.violation.findFirstOrThrow();
    expect(row).toMatchObject({ authorId: member.id, kind: 'late-payment', story: entry.story, weight: null });

    const labels = saved.buttons.map(({ label }) => label);
    expect(labels).toEqual([
      expect.stringContaining('Czytaj: '),
      'Szablon: Wezwanie do zapłaty',
      'Albo: Drugie przypomnienie o płatności',
      'Przećwicz: Faktura po urlopie',
      'Przypomnij mi',
      'Popraw',
      'Data i koszt',
      'Usuń',
    ]);
    expect((await saved.click(labels[0] ?? '')).text).toContain('Wezwanie do zapłaty');
    expect((await saved.click(labels[1] ?? '')).kind).toBe('form');
  });

  it('with a kind given, asks how much it weighed instead', async () => {
    const { member, channel, database } = bot();
    const form = await member.in(channel).run('/violation log', { kind: 'scope-creep' });
    expect(form.fields.map(({ customId }) => customId)).toEqual(['story', 'when', 'client', 'reaction', 'weight']);
    await form.submit({ story: 'Kolejna wrzutka.', reaction: 'let-pass', weight: '2' });
    expect(await database.db.violation.findFirstOrThrow()).toMatchObject({
      kind: 'scope-creep',
      weight: 2,
    });
  });

  it('warns when the label names the client, and saves all the same', async () => {
    const { member, channel, database } = bot();
    const form = await member.in(channel).run('/violation log');
    const saved = await form.submit({ ...entry, client: 'jan@example.com' });
    expect(saved.text).toContain('adres e-mail');
    expect(await database.db.violation.count()).toBe(1);
  });

  it('warns when a message that was taken over holds an address, and saves all the same', async () => {
    const { member, other, channel, database } = bot();
    const said = other.in(channel).say('Klient znowu pisze z prywatnej skrzynki jan@example.com, po 22.');
    const form = await member.in(channel).useOnMessage('Add to my log', said);
    const saved = await form.submit({ kind: 'after-hours', reaction: 'refused' });
    expect(saved.text).toContain('dane kontaktowe');
    expect(await database.db.violation.count()).toBe(1);
  });

  it('gives back what was typed when only blanks were left in a field', async () => {
    const { member, channel, database } = bot();
    const form = await member.in(channel).run('/violation log', { kind: 'other' });
    const refused = await form.submit({ story: '   ', client: 'Piekarnia', reaction: 'refused', weight: '1' });
    expect(refused.text).toContain('Napisz w kilku słowach');
    expect(refused.text).toContain('Piekarnia');
    expect(await database.db.violation.count()).toBe(0);
    expect((await refused.click('Wypełnij ponownie')).kind).toBe('form');
  });

  it('gives everything back when saving fails', async () => {
    const { member, channel, database, logged } = bot();
    const form = await member.in(channel).run('/violation log');
    await database.withSession((session) => session.exec('ALTER TABLE "Violation" RENAME TO "Away"'));
    try {
      const failed = await form.submit(entry);
      expect(failed.text).toContain('Faktura z **września**');
      expect(failed.text).toMatch(/kod: `\w+`/);
      expect(logged.join('')).not.toContain('września');
    } finally {
      await database.withSession((session) => session.exec('ALTER TABLE "Away" RENAME TO "Violation"'));
    }
    logged.length = 0; // the failure was wanted
  });

  it('keeps neither author nor link of a message that is logged', async () => {
    const { member, other, channel, database } = bot();
    const message = other.in(channel).say('Klient znowu dzwoni w nocy!');
    const form = await member.in(channel).useOnMessage('Dodaj do mojego dziennika', message);
    expect(form.fields.find(({ customId }) => customId === 'story')?.value).toBe('Klient znowu dzwoni w nocy!');
    await form.submit({ kind: 'after-hours', reaction: 'let-pass' });
    const stored = JSON.stringify(await database.db.violation.findFirstOrThrow());
    expect(stored).not.toContain(other.id);
    expect(stored).not.toContain(message.id);
  });

  it('still knows its buttons after a restart', async () => {
    const { member, channel } = bot();
    const saved = await (await member.in(channel).run('/violation log')).submit(entry);
    await bot().restart();
    const [read] = saved.buttons;
    expect((await saved.click(read?.label ?? '')).text).toContain('Wezwanie do zapłaty');
  });
});

// Monday, 10:00 in Warsaw, within everybody's hours.
const MONDAY = '2026-11-23T09:00:00Z';
const clock = testClock(MONDAY);
beforeEach(() => clock.set(MONDAY));

describe.each(['pl', 'en'] as const)('an entry in %s', (locale) => {
  const bot = useBot({ locale, clock });
  const words = WORDS[locale];
  const { author, log } = useAuthor(bot, locale);
  const stored = () => bot().database.db.violation.findFirstOrThrow();

  it('takes the day as people say it and what it cost, in the one form, and says what it understood', async () => {
    const { channel, database } = bot();
    const form = await author().in(channel).run('/violation log');
    const { kind, story } = ENTRY;
    const saved = await form.submit({
      kind,
      story,
      reaction: 'reminded',
      when: `${words.lastSaturday} 1,5 h, 350 PLN`,
    });
    expect(saved.text).toContain(words.saturday);
    expect(saved.text.replaceAll('\u00a0', ' ')).toContain(words.cost);
    expect(await stored()).toMatchObject({ happenedOn: new Date('2026-11-21'), unpaidMinutes: 90, currency: 'PLN' });
    const sums = await database.db.violationTally.findMany({ where: { authorId: author().id } });
    expect(sums).toMatchObject([{ week: new Date('2026-11-16'), currency: 'PLN', unpaidMinutes: 90, addressed: 1 }]);
    expect(Number(sums[0]?.amount)).toBe(350);
  });

  it('keeps all that was typed and chosen when one thing is not understood', async () => {
    const { channel, database } = bot();
    await log();
    const form = await author().in(channel).run('/violation log');
    const typed = { kind: ENTRY.kind, story: 'Znowu.', when: 'sobotkę, 2 h', client: 'Piekarnia', reaction: 'charged' };
    const refused = await form.submit(typed);
    expect(refused.text).toContain('sobotkę');
    expect(await database.db.violation.count()).toBe(1);
    const again = await refused.click(words.fillAgain);
    for (const [id, value] of Object.entries(typed))
      expect([again.fields.find(({ customId }) => customId === id)?.value].flat().join(), id).toBe(value);
    expect((await again.submit({ when: words.lastSaturday })).text).toContain(words.saved);
  });

  it('offers one’s own clients, and takes a new one in a step of its own', async () => {
    const { channel, database, other } = bot();
    const first = await author().in(channel).run('/violation log');
    const field = ({ fields }: typeof first) => fields.find(({ customId }) => customId === 'client');
    expect(field(first)).toMatchObject({ options: [] });
    await log();
    clock.advance({ minutes: 1 });
    await log({ client: ' piekarnia' });
    clock.advance({ minutes: 1 });
    await log({ client: 'Studio' });
    clock.advance({ minutes: 1 });
    const form = await author().in(channel).run('/violation log');
    const labels = field(form)?.options.map(({ label }) => label);
    expect(labels).toEqual(['Studio', 'Piekarnia', words.newClient]);
    expect(field(await other.in(channel).run('/violation log'))).toMatchObject({ options: [] });
    const { kind, story } = ENTRY;
    const saved = await form.submit({ kind, story, reaction: 'let-pass', client: words.newClient });
    const named = await (await saved.click(words.nameClient)).submit({ client: 'Agencja' });
    expect(named.buttons.map(({ label }) => label)).not.toContain(words.nameClient);
    const rows = await database.db.violation.findMany({ orderBy: { createdAt: 'asc' } });
    expect(rows.map(({ clientLabel }) => clientLabel)).toEqual(['Piekarnia', 'Piekarnia', 'Studio', 'Agencja']);
    expect(rows.at(-1)?.history ?? '[]').toBe('[]');
    // A client given with the command is chosen in the list, and can be taken back.
    clock.advance({ minutes: 1 });
    const given = await author().in(channel).run('/violation log', { client: 'studio' });
    expect([field(given)?.value].flat()).toEqual(['Studio']);
    await given.submit({ kind, story, reaction: 'let-pass', client: [] });
    expect(await database.db.violation.count({ where: { clientLabel: null } })).toBe(1);
  });

  it('asks below the saved entry how much it weighed, and fits the help to it', async () => {
    const { channel } = bot();
    const form = await author().in(channel).run('/violation log');
    const saved = await form.submit({ kind: 'disrespect', story: 'Krzyk.', reaction: 'let-pass' });
    const [weigh] = saved.selects;
    const before = saved.buttons.map(({ label }) => label);
    const weighed = await saved.choose(weigh?.customId ?? '', ['5']);
    expect(weighed.selects).toEqual([]);
    expect(weighed.buttons.map(({ label }) => label)).not.toEqual(before);
    expect(await stored()).toMatchObject({ weight: 5 });
  });

  it('shows the boundary of the sheet that was crossed', async () => {
    const { database } = bot();
    expect((await log()).text).not.toContain(words.boundary);
    await database.db.boundarySheet.create({ data: { personId: author().id, payment: JSON.stringify({ due: 14 }) } });
    const saved = await log();
    expect(saved.text).toContain(words.boundary);
    expect(saved.text).toContain('14');
  });

  it('says from the third entry about a client on that it is no chance, and offers the timeline', async () => {
    await log();
    await log({ client: 'Kawiarnia' });
    const second = await log({ client: ' piekarnia ' });
    expect(second.buttons.map(({ label }) => label)).not.toContain(words.timeline);
    const third = await log({ story: 'Znowu po terminie.' });
    expect(third.text).toContain(words.third);
    expect(third.text).toContain('Piekarnia');
    const timeline = await third.click(words.timeline);
    const markdown = await (await fetch(timeline.files[1]?.url ?? '')).text();
    expect(markdown).toContain('Znowu po terminie');
    expect(markdown.match(/^## /gmu)).toHaveLength(3);
  });

  it('offers another step once a reminder was tried, in the firm tone when it goes on', async () => {
    const templates = ({ buttons }: Awaited<ReturnType<typeof log>>) => buttons.map(({ label }) => label).slice(1, 3);
    const { disrespect } = words;
    expect(templates(await log())).toEqual(words.firstReminder);
    await log({ reaction: 'reminded' });
    const tone = await log({ kind: 'disrespect', client: 'Studio', reaction: 'let-pass' });
    expect(templates(tone)[0]).toBe(disrespect);
    const again = await log({ kind: 'disrespect', client: 'Studio', reaction: 'reminded' });
    const form = await again.click(disrespect);
    const preview = await form.submit({ sender: 'Jan', client: '' });
    expect(preview.text).toContain(words.firmTone);
  });

  it('gives the whole text back when saving fails, and saves it once by a button', async () => {
    const { channel, database, logged } = bot();
    const form = await author().in(channel).run('/violation log', { kind: 'other' });
    const story = 'Cytat:\n```\nkod\n```\n i `więcej`';
    const typed = { story, client: 'Piekarnia', reaction: 'refused', weight: '3', when: 'wczoraj, 2 h' };
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
    expect(await stored()).toMatchObject({ story, clientLabel: 'Piekarnia', unpaidMinutes: 120, weight: 3 });
  });
});

describe.each(['pl', 'en'] as const)('the form of the log in %s', (locale) => {
  const bot = useBot({ locale });

  it('shows an example of the kind that was chosen', async () => {
    const { member, channel } = bot();
    const examples = await Promise.all(
      VIOLATION_KINDS.map(async (kind) => {
        const form = await member.in(channel).run('/violation log', { kind });
        return form.fields.find(({ customId }) => customId === 'story')?.placeholder ?? '';
      }),
    );
    expect(new Set(examples).size).toBe(VIOLATION_KINDS.length);
    for (const example of examples) {
      expect(example).toMatch(/^\p{Lu}.+\.$/u);
      expect(example.length).toBeLessThanOrEqual(100);
    }
  });
});
