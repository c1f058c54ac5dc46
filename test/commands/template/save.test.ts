import { describe, expect, it } from 'vitest';
import { OWN_LIMITS, saveOwn } from '../../../src/templates/own.ts';
import { systemClock } from '../../../src/time/clock.ts';
import { useBot } from '../../support/bot.ts';

const TEXT = '{{greeting}}\n\nTermin: {{termin}}.[[ Uwaga: {{uwaga}}.]]\n\n{{sender}}';

describe('own templates in Polish', () => {
  const bot = useBot();
  const save = async (values: { title: string; text: string }, options = {}) =>
    (await bot().member.in(bot().channel).run('/szablon zapisz', options)).submit(values);

  it('are saved, found first and filled in, and are nobody else’s', async () => {
    const { member, other, channel, database } = bot();
    const saved = await save({ title: 'Kolor okładki', text: TEXT });
    expect(saved.ephemeral).toBe(true);
    expect(saved.text).toContain('Zapisane: Kolor okładki');
    expect(saved.text).toContain('termin, uwaga, Twój podpis');
    const form = await saved.click('Wypełnij');
    expect(form.title).toBe('Kolor okładki');
    const filled = await form.submit({ client: 'Anna', termin: 'jutro', sender: 'Kasia' });
    expect(filled.text).toContain('```\nSzanowna Pani Anno,\n\nTermin: jutro.\n\nKasia\n```');
    expect(filled.buttons.map(({ label }) => label)).not.toContain('Zapisz jako mój');
    expect((await database.db.usage.findMany()).map(({ part }) => part)).toEqual(['own']);

    const typed = await member.in(channel).type('/szablon użyj', { szablon: 'kolor' }, 'szablon');
    expect(typed[0]?.name).toBe('Kolor okładki · mój szablon');
    const reference = String(typed[0]?.value);
    const others = await other.in(channel).type('/szablon użyj', { szablon: 'kolor okładki' }, 'szablon');
    expect(others.map(({ value }) => value)).not.toContain(reference);
    for (const template of [reference, 'Kolor okładki']) {
      const answer = await other.in(channel).run('/template use', { template });
      expect(answer.text).toContain('Nie ma szablonu');
      expect((await other.in(channel).run('/template delete', { template })).text).toContain('Nie masz szablonu');
      expect((await other.in(channel).run('/template save', { template })).text).toContain('Nie masz szablonu');
    }
  });

  it('are changed by saving them again', async () => {
    const { database } = bot();
    await save({ title: 'Stary', text: 'Dzień dobry' });
    const form = await bot().member.in(bot().channel).run('/szablon zapisz', { szablon: 'stary' });
    expect(form.fields.map(({ value }) => value)).toEqual(['Stary', 'Dzień dobry']);
    expect((await form.submit({ title: 'Nowy' })).text).toContain('Zmienione: Nowy');
    expect(await database.db.ownTemplate.findMany()).toMatchObject([{ title: 'Nowy', text: 'Dzień dobry' }]);
  });

  it('say where placeholders are wrong, give the text back and open the form with it', async () => {
    const text = 'Dzień dobry {{client}}\nod {{sender\n[[zawsze]]';
    const wrong = await save({ title: 'Błędny', text });
    expect(wrong.text).toContain('Wiersz 2, znak 4: pole się zaczyna, ale nie kończy');
    expect(wrong.text).toContain('Wiersz 3, znak 1: część w nawiasach');
    expect(wrong.text).toContain(text);
    expect(await bot().database.db.ownTemplate.count()).toBe(0);
    const again = await wrong.click('Popraw');
    expect(again.fields.map(({ value }) => value)).toEqual(['Błędny', text]);
    const saved = await again.submit({ text: 'Dzień dobry, tu {{sendr}}' });
    expect(saved.text).toContain('„sendr” będzie osobnym polem. Jeśli to literówka, popraw na „sender”.');
  });

  it('have one title each, and end at fifty', async () => {
    const { member, database } = bot();
    await save({ title: 'Zaliczka', text: 'Proszę o zaliczkę.' });
    expect((await save({ title: 'ZALICZKA', text: 'Inna treść.' })).text).toContain('Masz już szablon o tym tytule');
    const store = { ...database, clock: systemClock };
    for (let number = 1; number < OWN_LIMITS.count; number += 1) {
      const template = { personId: member.id, locale: 'pl', text: 'x' } as const;
      await saveOwn(store, { ...template, id: String(number), title: `Szablon ${number}` });
    }
    const full = await save({ title: 'Pięćdziesiąty pierwszy', text: 'Ta treść nie może zginąć.' });
    expect(full.text).toContain('Masz już 50 szablonów');
    expect(full.text).toContain('`/szablon usuń`');
    expect(full.text).toContain('Ta treść nie może zginąć.');
    expect(await database.db.ownTemplate.count()).toBe(OWN_LIMITS.count);

    // A list of all of them has pages.
    const list = await member.in(bot().channel).run('/szablon lista');
    const own = await list.choose(list.selects[0]?.customId ?? '', ['own']);
    expect(own.text).toContain('1/10');
    expect((await own.click('Dalej')).text).toContain('2/10');
  });

  it('that would ping everyone ping nobody, and show as they were typed', async () => {
    const { channel, other } = bot();
    const saved = await save({ title: '@everyone **ważne**', text: '@everyone @here ``` # Ważne {{client}}' });
    expect(saved.text).toContain('\\@everyone \\*\\*ważne\\*\\*');
    const filled = await (await saved.click('Wypełnij')).submit({ client: `<@${other.id}>` });
    await (await filled.click('Udostępnij na kanale')).click('Udostępnij');
    const shared = await other.in(channel).until(({ text }) => text.includes('udostępnia wiadomość'));
    expect(shared.raw).toMatchObject({ mention_everyone: false, mentions: [] });
    expect(shared.text.match(/```/g)).toHaveLength(2);
    expect(shared.text).not.toContain('ważne**');
  });
});

describe('own templates in English', () => {
  const bot = useBot({ locale: 'en' });

  it('begin with a template of the catalogue, in the tone that was chosen', async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/template use', { template: 'polite-refusal', tone: 'firm' });
    const kept = await (await form.submit({ client: 'Sam', sender: 'Kate' })).click('Save as mine');
    expect(kept.fields[0]?.value).toBe('Polite refusal');
    expect(kept.fields[1]?.value).toContain('{{greeting}}');
    const saved = await kept.submit({ title: 'My refusal' });
    expect(saved.text).toContain('Saved: My refusal');
    const mine = await (await saved.click('Fill in')).submit({ client: 'Sam', sender: 'Kate' });
    expect(mine.text).toMatch(/```\n.*Sam[\s\S]*Kate\n```/);
  });

  it('without anything to fill in are ready at once', async () => {
    const { member, channel } = bot();
    await (await member.in(channel).run('/template save')).submit({ title: 'Plain', text: 'Back on Monday.' });
    const ready = await member.in(channel).run('/template use', { template: 'Plain' });
    expect(ready.text).toContain('```\nBack on Monday.\n```');
    expect(ready.buttons.map(({ label }) => label)).toEqual(['Share in channel']);
    expect(ready.selects).toEqual([]);
  });

  it('say what is wrong in words', async () => {
    const form = await bot().member.in(bot().channel).run('/template save');
    const wrong = await form.submit({ title: '…', text: 'Dear {{}},\nyours }}' });
    expect(wrong.text).toContain('The title needs at least one letter or digit.');
    expect(wrong.text).toContain('Line 1, character 6: this field has no name.');
    expect(wrong.text).toContain('Line 2, character 7: these braces close a field that never began.');
  });
});
