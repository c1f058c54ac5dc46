import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { findSheet } from '../../src/sheet/store.ts';
import { useBot } from '../support/bot.ts';
import { dumpTables } from '../support/person.ts';
import { FULL_SHEET, HALF_SHEET, LONGEST_SHEET, saveSheet } from '../support/sheets.ts';

let now = Temporal.Instant.from('2026-11-24T10:00:00Z');
const clock = { now: () => now };
const at = (iso: string) => {
  now = Temporal.Instant.from(iso);
};

describe('the boundary sheet in Polish', () => {
  const bot = useBot({ clock });
  const stored = () => findSheet(bot().database.db, bot().database.sealer, bot().member.id);
  const save = (sheet: typeof FULL_SHEET) => saveSheet(bot().database, bot().member.id, sheet);

  it('is filled in part by part, each leading to the next', async () => {
    const { member, channel } = bot();
    const overview = await member.in(channel).run('/granice edytuj');
    expect(overview.text).toContain('Wypełnione części: 0 z 6');
    expect(overview.text).toContain('Konkretne godziny łatwiej uszanować');
    const form = await overview.click('Wpisz');
    expect(form.title).toBe('Karta granic: Godziny pracy');
    const saved = await form.submit({ hours: 'pon–czw 9–17\npt 9–14', zone: 'Warszawa' });
    expect(saved.text).toContain('Zapisane: Godziny pracy.');
    expect(saved.text).toContain('poniedziałek–czwartek, 9:00–17:00; piątek, 9:00–14:00');
    expect(saved.text).toContain('Co dalej: Kontakt');
    expect((await stored()).hours).toEqual(FULL_SHEET.hours);
    const contact = await saved.click('Dalej: Kontakt');
    const next = await contact.submit({ channels: 'e-mail, Slack', responseTime: 'jeden dzień roboczy' });
    expect(next.text).toContain('w ciągu 1 dnia roboczego');
    expect(await stored()).toMatchObject({ contact: { channels: ['e-mail', 'Slack'] } });
    const whole = await next.click('Cała karta');
    expect(whole.text).toContain('Wypełnione części: 2 z 6');
  });

  it('a part opened again holds what was saved, and can be emptied', async () => {
    const { member, channel } = bot();
    await save(FULL_SHEET);
    const form = await member.in(channel).run('/granice edytuj', { część: 'payment' });
    const values = Object.fromEntries(form.fields.map(({ customId, value }) => [customId, value]));
    expect(values.due).toBe('14 dni od wystawienia faktury');
    expect(values.lateFee).toBe('50 zł za każdy rozpoczęty tydzień opóźnienia');
    const emptied = await form.submit({ methods: [], due: '', lateFee: '' });
    expect(emptied.text).toContain('Ta część jest teraz pusta: Płatności.');
    expect((await stored()).payment).toBeUndefined();
  });

  it('bad input says what to do, gives the text back, and waits to be corrected', async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/granice edytuj', { część: 'payment' });
    const refused = await form.submit({ due: 'jak będzie', lateFee: '50' });
    expect(refused.text).toContain('Ta część nie jest jeszcze zapisana');
    expect(refused.text).toContain('**Termin płatności**: nie umiem odczytać „jak będzie”');
    expect(refused.text).toContain('do kwoty „50” dopisz walutę');
    expect(refused.text).toContain('jak będzie\n\n50');
    expect(await stored()).toEqual({});
    const again = await refused.click('Popraw');
    expect(again.fields.find(({ customId }) => customId === 'due')?.value).toBe('jak będzie');
    const saved = await again.submit({ due: '0', lateFee: '50 zł' });
    expect(saved.text).toContain('w dniu wystawienia faktury');
    expect(saved.text).toContain('wpisz „z góry”');
    expect((await stored()).payment).toMatchObject({ due: 0 });
  });

  it.each([
    ['pon 9–17; pon 16–20', 'zachodzą na siebie: poniedziałek, 9:00–17:00 i poniedziałek, 16:00–20:00'],
    ['jak się uda', 'nie rozumiem „jak”'],
    ['pon–pt', 'są dni bez godzin'],
  ])('hours %j: %s', async (hours, says) => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/granice edytuj', { część: 'hours' });
    expect((await form.submit({ hours, zone: '' })).text).toContain(says);
    expect(await stored()).toEqual({});
  });

  it('night work is asked about, and saved when it is confirmed', async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/granice edytuj', { część: 'hours' });
    const asked = await form.submit({ hours: 'pt–sob 22–6', zone: 'Warszawa' });
    expect(asked.text).toContain('Czy pracujesz nocą');
    expect(await stored()).toEqual({});
    const saved = await asked.click('Tak, pracuję nocą');
    expect(saved.text).toContain('piątek i sobota, 22:00–6:00');
    expect((await stored()).hours?.spans).toEqual([{ days: [5, 6], from: '22:00', to: '06:00' }]);
    const ask = async (hours: string) => {
      const open = await member.in(channel).run('/granice edytuj', { część: 'hours' });
      return open.submit({ hours, zone: '' });
    };
    const [older] = [await ask('20–4'), await ask('21–5')];
    expect((await older.click('Tak, pracuję nocą')).text).toContain('Tego formularza już nie ma');
    expect((await stored()).hours?.spans).toEqual([{ days: [5, 6], from: '22:00', to: '06:00' }]);
  });

  it('24/7 is asked about', async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/granice edytuj', { część: 'hours' });
    const asked = await form.submit({ hours: '24/7', zone: '' });
    expect(asked.text).toContain('to brak granicy');
    expect((await asked.click('Tak, zawsze')).text).toContain('całą dobę, 7 dni w tygodniu');
  });

  it('an unknown city, and one that could be several zones', async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/granice edytuj', { część: 'hours' });
    expect((await form.submit({ hours: '9-17', zone: 'Atlantyda' })).text).toContain('nie znam strefy „Atlantyda”');
    const again = await member.in(channel).run('/granice edytuj', { część: 'hours' });
    expect((await again.submit({ hours: '9-17', zone: 'indiana' })).text).toContain('nie wiem, o którą strefę chodzi');
  });

  it('the whole sheet is shown, with where private messages stand', async () => {
    const { member, other, channel } = bot();
    expect((await member.in(channel).run('/granice pokaż')).text).toContain('jest jeszcze pusta');
    await save(FULL_SHEET);
    const shown = await member.in(channel).run('/granice pokaż');
    expect(shown.ephemeral).toBe(true);
    expect(shown.text).toContain('- projekt strony głównej');
    expect(shown.text).toContain('Priorytety na 4. kwartał 2026');
    expect(shown.text).toContain('tylko w tych godzinach pracy');
    expect((await other.in(channel).run('/granice pokaż')).text).toContain('jest jeszcze pusta');
  });

  it.each([
    ['2026-11-24T20:00:00Z', 'poza godzinami pracy. Odpowiem w środę od godz. 9:00', 'do środy, godz. 9:00'],
    ['2026-11-27T18:00:00Z', 'Odpowiem w poniedziałek od godz. 9:00', 'do poniedziałku, godz. 9:00'],
    ['2026-11-24T10:00:00Z', 'Odpowiem w środę od godz. 9:00', 'do środy'],
    [
      '2026-12-22T10:00:00Z',
      'Mam teraz wolne. Odpowiem w poniedziałek 4 stycznia od godz. 9:00',
      'poniedziałku 4 stycznia',
    ],
    ['2027-01-06T10:00:00Z', 'Dziś jest święto (Święto Trzech Króli)', 'do czwartku, godz. 9:00'],
  ])('the auto-reply at %s: %s', async (time, text, short) => {
    at(time);
    const { member, channel } = bot();
    await save(FULL_SHEET);
    const reply = await (await member.in(channel).run('/granice pokaż')).click('Autoodpowiedź na teraz');
    at('2026-11-24T10:00:00Z');
    expect(reply.text).toContain(text);
    expect(reply.text).toContain(short);
    expect(reply.text).toContain('tel. 600 000 000');
    expect((await reply.click('Po angielsku')).text).toContain('I will reply on');
  });

  it('private messages: /settings before the sheet, and back to it', async () => {
    const { member, channel } = bot();
    await save(FULL_SHEET);
    const form = await member.in(channel).run('/ustawienia godziny');
    const set = await form.submit({ days: ['1'], from: '10', to: '11' });
    const shown = await member.in(channel).run('/granice pokaż');
    expect(shown.text).toContain('Wiadomości prywatne: poniedziałek, 10:00–11:00. Tak stoi w `/ustawienia godziny`');
    const reset = await set.click('Przywróć godziny domyślne');
    expect(reset.text).toContain('godziny z twojej karty granic: poniedziałek–czwartek, 9:00–17:00');
    expect((await member.in(channel).run('/granice pokaż')).text).toContain('tylko w tych godzinach pracy');
  });

  it('the longest sheet stays within a message, and comes whole in a file', async () => {
    const { member, channel } = bot();
    await save(LONGEST_SHEET);
    const shown = await member.in(channel).run('/granice pokaż');
    expect(shown.text.length).toBeLessThanOrEqual(4000);
    expect(shown.files[0]?.name).toBe('karta-granic.md');
    expect(shown.files[0]?.text().match(/\\\*/g)?.length).toBeGreaterThan(1500);
    const overview = await shown.click('Edytuj kartę');
    expect(overview.text.length).toBeLessThanOrEqual(4000);
    for (const part of ['hours', 'contact', 'scope', 'payment', 'away', 'focus'])
      expect((await member.in(channel).run('/granice edytuj', { część: part })).kind).toBe('form');
  });

  it('an auto-reply needs hours', async () => {
    const { member, channel } = bot();
    await save({ payment: { due: 14 } });
    const reply = await (await member.in(channel).run('/granice pokaż')).click('Autoodpowiedź na teraz');
    expect(reply.text).toContain('potrzebuję twoich godzin pracy');
  });

  it('the letter comes as PDF and Markdown in the language that was chosen, and no name is kept', async () => {
    const { member, channel, database } = bot();
    await save(HALF_SHEET);
    const form = await member.in(channel).run('/granice dokument');
    const letter = await form.submit({
      language: 'en',
      sender: 'Zuzanna Sekretna',
      client: 'Genowefa Tajna',
      project: 'the hidden website',
      appendix: 'yes',
    });
    expect(letter.ephemeral).toBe(true);
    expect(letter.text).toContain('Brakuje jeszcze części: Zakres prac i Dni wolne');
    const [pdf, markdown] = letter.files;
    expect([pdf?.name, markdown?.name]).toEqual(['how-i-work.pdf', 'how-i-work.md']);
    expect(markdown?.text()).toContain('Dear Genowefa Tajna,');
    expect(markdown?.text()).toContain('- [ ] Working hours: Monday to Friday, 8:00–16:00');
    const dump = JSON.stringify(await dumpTables(database));
    for (const secret of ['Sekretna', 'Tajna', 'hidden website']) expect(dump).not.toContain(secret);
  });

  it('a letter in an alphabet that the font lacks comes as Markdown alone', async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/granice dokument');
    const letter = await form.submit({ language: 'pl', sender: 'Олена', client: '', project: '', appendix: 'no' });
    expect(letter.text).toContain('Bez PDF');
    expect(letter.files.map(({ name }) => name)).toEqual(['zasady-wspolpracy.md']);
  });
});

describe('the boundary sheet in English', () => {
  const bot = useBot({ locale: 'en', clock });

  it('is filled in, shown and made a letter of', async () => {
    const { member, channel } = bot();
    const overview = await member.in(channel).run('/boundaries edit');
    expect(overview.text).toContain('Parts filled in: 0 of 6');
    const form = await overview.click('Fill in');
    const saved = await form.submit({ hours: 'Mon-Fri 9am-5pm', zone: 'London' });
    expect(saved.text).toContain('Monday to Friday, 9:00–17:00 (United Kingdom Time)');
    const refused = await (await saved.click('Next: Contact')).submit({ responseTime: '30', channels: 'e-mail' });
    expect(refused.text).toContain('**How soon you reply**: I cannot read “30”');
    expect((await member.in(channel).run('/boundaries show')).text).toContain('Still empty: Contact');
    const letterForm = await member.in(channel).run('/boundaries document');
    const letter = await letterForm.submit({ language: 'en', sender: 'Jan', client: '', project: '', appendix: 'no' });
    expect(letter.files.map(({ name }) => name)).toEqual(['how-i-work.pdf', 'how-i-work.md']);
  });

  it('works in direct messages with the bot', async () => {
    const { member } = bot();
    expect((await member.inDm().run('/boundaries show')).text).toContain('still empty');
  });
});
