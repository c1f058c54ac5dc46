import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { findSheet } from '../../../src/sheet/store.ts';
import { useBot } from '../../support/bot.ts';
import { FULL_SHEET, saveSheet } from '../../support/sheets.ts';

const now = Temporal.Instant.from('2026-11-24T10:00:00Z');
const clock = { now: () => now };

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
    expect(form.title).toBe('Moje zasady: Godziny pracy');
    const saved = await form.submit({ hours: 'pon–czw 9–17\npt 9–14', zone: 'Warszawa' });
    expect(saved.text).toContain('Zapisane: Godziny pracy.');
    expect(saved.text).toContain('poniedziałek–czwartek, 9:00–17:00; piątek, 9:00–14:00');
    expect(saved.text).toContain('Co dalej: Kontakt');
    expect((await stored()).hours).toEqual(FULL_SHEET.hours);
    const contact = await saved.click('Dalej: Kontakt');
    const next = await contact.submit({ channels: 'e-mail, Slack', responseTime: 'jeden dzień roboczy' });
    expect(next.text).toContain('w ciągu 1 dnia roboczego');
    expect(await stored()).toMatchObject({ contact: { channels: ['e-mail', 'Slack'] } });
    const whole = await next.click('Wszystkie zasady');
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
    expect(refused.text).toContain('Nie zapisano tej części');
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

  it('a fee that Polish law does not allow is kept, and what to write instead is said wherever it is shown', async () => {
    const { member, channel } = bot();
    const open = () => member.in(channel).run('/granice edytuj', { część: 'payment' });
    const flat = await (await open()).submit({ lateFee: '50 zł za każdy tydzień' });
    expect(flat.text).toContain('nieważne (art. 483 § 1 k.c.)');
    expect((await stored()).payment?.lateFee).toEqual({ sum: { amount: 50, currency: 'PLN' }, per: 'week' });
    expect((await flat.click('Wszystkie zasady')).text).toContain('nieważne (art. 483 § 1 k.c.)');
    expect((await member.in(channel).run('/granice pokaż')).text).toContain('nieważne (art. 483 § 1 k.c.)');
    const letter = await (await member.in(channel).run('/granice dokument')).submit({ sender: 'Anna' });
    expect(letter.text).toContain('nieważne (art. 483 § 1 k.c.)');
    const percent = await (await open()).submit({ lateFee: '1% dziennie' });
    expect(percent.text).toContain('ponad odsetki maksymalne nic się nie należy (art. 481 § 2¹ k.c.)');
    const interest = await (await open()).submit({
      lateFee: 'odsetki ustawowe za opóźnienie w transakcjach handlowych',
    });
    expect(interest.text).not.toContain('k.c.');
    expect((await member.in(channel).run('/granice pokaż')).text).not.toContain('k.c.');
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
});

describe('the boundary sheet in English', () => {
  const bot = useBot({ locale: 'en', clock });

  it('is filled in', async () => {
    const { member, channel } = bot();
    const overview = await member.in(channel).run('/boundaries edit');
    expect(overview.text).toContain('Parts filled in: 0 of 6');
    const form = await overview.click('Fill in');
    const saved = await form.submit({ hours: 'Mon-Fri 9am-5pm', zone: 'London' });
    expect(saved.text).toContain('Monday to Friday, 09:00–17:00 (United Kingdom Time)');
    const refused = await (await saved.click('Next: Contact')).submit({ responseTime: '30', channels: 'e-mail' });
    expect(refused.text).toContain('**How soon you reply**: I can’t read “30”');
    expect((await member.in(channel).run('/boundaries show')).text).toContain('Still empty: Contact');
  });
});
