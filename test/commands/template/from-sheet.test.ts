import type { Answer } from '@granica/discord-sandbox/persons';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { FULL_SHEET, HALF_SHEET, saveSheet } from '../../support/sheets.ts';

const clock = { now: () => Temporal.Instant.from('2026-11-24T20:00:00Z') };
const valuesOf = (form: Answer) =>
  Object.fromEntries(form.fields.map(({ customId, value }) => [customId, value === true ? 'true' : value || '']));
const hintOf = (form: Answer, field: string) => form.fields.find(({ customId }) => customId === field)?.description;

describe('templates filled from the boundary sheet', () => {
  const bot = useBot({ clock });
  const save = (sheet: typeof FULL_SHEET) => saveSheet(bot().database, bot().member.id, sheet);

  it('fill in, say so in the form and below the message, and can be changed', async () => {
    const { member, channel } = bot();
    await save(FULL_SHEET);
    const form = await member.in(channel).run('/szablon użyj', { szablon: 'auto-reply' });
    expect(valuesOf(form)).toMatchObject({
      hours: 'poniedziałek–czwartek, 9:00–17:00; piątek, 9:00–14:00',
      back: 'w środę po godz. 9:00',
      emergency: 'tel. 600 000 000',
    });
    expect(hintOf(form, 'hours')).toContain('Z twoich zasad.');
    expect(hintOf(form, 'sender')).not.toContain('karty');
    const ready = await form.submit({ ...valuesOf(form), emergency: 'tel. 700', sender: 'Anna' });
    expect(ready.text).toContain('Odpowiem w środę po godz. 9:00.');
    expect(ready.text).toContain('tel. 700');
    expect(ready.text).toContain('Z twoich zasad: Twoje godziny pracy i Kiedy wracasz.');
  });

  it('say in the other language what the sheet says, and leave what was typed', async () => {
    const { member, channel } = bot();
    await save(FULL_SHEET);
    const form = await member.in(channel).run('/szablon użyj', { szablon: 'auto-reply' });
    const ready = await form.submit({ ...valuesOf(form), emergency: 'tel. 700', sender: 'Anna' });
    const english = await ready.click('Po angielsku');
    expect(english.text).toContain('Monday to Thursday, 09:00–17:00; Friday, 09:00–14:00 (Central European Time)');
    expect(english.text).toContain('I will reply on Wednesday after 09:00.');
    expect(english.text).toContain('tel. 700');
  });

  it.each([
    ['late-payment-reminder', 'lateFee', '50 zł za każdy rozpoczęty tydzień opóźnienia', 1],
    ['move-to-agreed-channel', 'channels', 'e-mail, Slack', 0],
    [
      'voicemail-greeting',
      'hours',
      'od poniedziałku do czwartku, od dziewiątej do siedemnastej i w piątek, od dziewiątej do czternastej',
      0,
    ],
  ])('%s: %s is %s', async (template, field, value, page) => {
    const { member, channel } = bot();
    await save(FULL_SHEET);
    const form = await member.in(channel).run('/szablon użyj', { szablon: template });
    if (page === 0) expect(valuesOf(form)[field]).toBe(value);
    else {
      const typed = { client: 'Anna', invoice: '1', amount: '10 zł', dueDate: '1.11.2026' };
      const next = await (await form.submit({ ...valuesOf(form), ...typed })).click('Dalej: strona 2 z 2');
      expect(valuesOf(next)[field]).toBe(value);
    }
  });

  it('a late fee that Polish law does not allow stays, with what to write instead below the message', async () => {
    const { member, channel } = bot();
    await save(FULL_SHEET);
    const form = await member.in(channel).run('/szablon użyj', { szablon: 'late-payment-reminder' });
    const typed = { client: 'Anna', invoice: '1', amount: '10 zł', dueDate: '1.11.2026' };
    const page = await (await form.submit({ ...valuesOf(form), ...typed })).click('Dalej: strona 2 z 2');
    const ready = await page.submit({ ...valuesOf(page), sender: 'Jan' });
    expect(ready.text).toContain('50 zł za każdy rozpoczęty tydzień opóźnienia');
    expect(ready.text).toContain('nieważne (art. 483 § 1 k.c.)');
  });

  it('leave empty what the sheet does not say', async () => {
    const { member, channel } = bot();
    await save(HALF_SHEET);
    const form = await member.in(channel).run('/szablon użyj', { szablon: 'working-hours-reminder' });
    expect(valuesOf(form)).toMatchObject({ hours: 'poniedziałek–piątek, 8:00–16:00' });
    expect(valuesOf(form).emergency).toBe('');
  });

  it('nobody’s sheet fills another person’s form', async () => {
    const { other, channel } = bot();
    await save(FULL_SHEET);
    const form = await other.in(channel).run('/szablon użyj', { szablon: 'auto-reply' });
    expect(valuesOf(form).hours).toBe('');
  });

  it('a logged violation offers its template without the last client, and with the label as a hint alone', async () => {
    const { member, channel } = bot();
    await save(FULL_SHEET);
    const before = await member.in(channel).run('/szablon użyj', { szablon: 'working-hours-reminder' });
    await before.submit({ ...valuesOf(before), client: 'Zofia', sender: 'Anna' });
    const log = await member.in(channel).run('/naruszenie dodaj', { rodzaj: 'after-hours' });
    const logged = await log.submit({
      story: 'Telefon o 22, znowu.',
      client: 'klient od sklepu',
      reaction: 'let-pass',
      weight: '3',
    });
    const form = await logged.click('Szablon: Przypomnienie o godzinach pracy');
    expect(valuesOf(form).client).toBe('');
    expect(hintOf(form, 'client')).toContain('klient od sklepu');
    expect(valuesOf(form).hours).toContain('poniedziałek–czwartek');
  });
});

describe('templates filled from the boundary sheet, in English', () => {
  const bot = useBot({ locale: 'en', clock });

  it('fill in and say so', async () => {
    const { member, channel, database } = bot();
    await saveSheet(database, member.id, FULL_SHEET);
    const form = await member.in(channel).run('/template use', { template: 'auto-reply' });
    expect(valuesOf(form).back).toBe('on Wednesday after 09:00');
    const ready = await form.submit({ ...valuesOf(form), sender: 'Anna' });
    expect(ready.text).toContain('From your boundary sheet: Your working hours');
  });
});
