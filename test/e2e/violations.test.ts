import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';

const entry = {
  kind: 'late-payment',
  story: 'Faktura z **września** wciąż niezapłacona.\n# @everyone',
  client: 'Piekarnia',
  reaction: 'reminded',
  weight: '4',
};

describe('the violation log in Polish', () => {
  const bot = useBot();

  it('saves what was written, privately, and leads to what helps', async () => {
    const { member, channel, database } = bot();
    const form = await member.in(channel).run('/naruszenie dodaj');
    expect(form.title).toBe('Przekroczona granica');
    expect(form.fields.map(({ customId }) => customId)).toEqual(['kind', 'story', 'client', 'reaction', 'weight']);
    const saved = await form.submit(entry);
    expect(saved.ephemeral).toBe(true);
    expect(saved.text).toContain('Zapisane');
    const row = await database.db.violation.findFirstOrThrow();
    expect(row).toMatchObject({ authorId: member.id, kind: 'late-payment', story: entry.story, weight: 4 });

    const labels = saved.buttons.map(({ label }) => label);
    expect(labels).toEqual([
      expect.stringContaining('Czytaj: '),
      expect.stringContaining('Szablon: '),
      'Przypomnij mi',
      'Popraw',
      'Data i koszt',
      'Usuń',
    ]);
    expect((await saved.click(labels[0] ?? '')).text).toContain('Spóźniona płatność');
    expect((await saved.click(labels[1] ?? '')).kind).toBe('form');
  });

  it('shows only one’s own entries, as they were typed', async () => {
    const { member, other, channel } = bot();
    await (await member.in(channel).run('/violation log')).submit(entry);
    const list = await member.in(channel).run('/violation list');
    expect(list.text).toContain('Twój dziennik: 1 wpis');
    expect(list.text).toContain('Spóźniona płatność');
    expect(list.text).toContain('\\*\\*września\\*\\*');
    expect(list.text).toContain('Piekarnia');
    const others = await other.in(channel).run('/violation list');
    expect(others.text).toContain('Nie masz jeszcze żadnych wpisów');
  });

  it('with a kind given, asks for the next step instead', async () => {
    const { member, channel, database } = bot();
    const form = await member.in(channel).run('/violation log', { kind: 'scope-creep' });
    expect(form.fields.map(({ customId }) => customId)).toEqual(['story', 'client', 'reaction', 'weight', 'nextStep']);
    await form.submit({ story: 'Kolejna wrzutka.', reaction: 'let-pass', weight: '2', nextStep: 'Wyślę wycenę.' });
    expect(await database.db.violation.findFirstOrThrow()).toMatchObject({
      kind: 'scope-creep',
      nextStep: 'Wyślę wycenę.',
    });
  });

  it('warns when the label names the client, and saves all the same', async () => {
    const { member, channel, database } = bot();
    const form = await member.in(channel).run('/violation log');
    const saved = await form.submit({ ...entry, client: 'jan@example.com' });
    expect(saved.text).toContain('adres e-mail');
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

  it('turns pages of a long log', async () => {
    const { member, channel, database } = bot();
    const row = { authorId: member.id, kind: 'other', reaction: 'refused', weight: 1 };
    for (let number = 1; number <= 12; number += 1)
      await database.db.violation.create({ data: { ...row, story: `Wpis ${number}.`, interactionId: `${number}` } });
    const list = await member.in(channel).run('/violation list');
    expect(list.text).toContain('12 wpisów');
    expect(list.text).toContain('Wpis 12.');
    const second = await list.click('Dalej');
    expect(second.text).toContain('Wpis 7.');
    expect(second.text).not.toContain('Wpis 12.');
  });

  it('keeps neither author nor link of a message that is logged', async () => {
    const { member, other, channel, database } = bot();
    const message = other.in(channel).say('Klient znowu dzwoni w nocy!');
    const form = await member.in(channel).useOnMessage('Zapisz jako naruszenie', message);
    expect(form.fields.find(({ customId }) => customId === 'story')?.value).toBe('Klient znowu dzwoni w nocy!');
    await form.submit({ kind: 'after-hours', reaction: 'let-pass', weight: '3' });
    const stored = JSON.stringify(await database.db.violation.findFirstOrThrow());
    expect(stored).not.toContain(other.id);
    expect(stored).not.toContain(message.id);
  });

  it('still knows its buttons after a restart', async () => {
    const { member, channel } = bot();
    const saved = await (await member.in(channel).run('/violation log')).submit(entry);
    await bot().restart();
    const [read] = saved.buttons;
    expect((await saved.click(read?.label ?? '')).text).toContain('Spóźniona płatność');
  });
});
