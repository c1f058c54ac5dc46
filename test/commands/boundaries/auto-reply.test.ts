import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { FULL_SHEET, saveSheet } from '../../support/sheets.ts';

let now = Temporal.Instant.from('2026-11-24T10:00:00Z');
const clock = { now: () => now };
const at = (iso: string) => {
  now = Temporal.Instant.from(iso);
};

describe('the boundary sheet in Polish', () => {
  const bot = useBot({ clock });
  const save = (sheet: typeof FULL_SHEET) => saveSheet(bot().database, bot().member.id, sheet);

  it.each([
    ['2026-11-24T20:00:00Z', 'poza moimi godzinami pracy. Odpowiem w środę po godz. 9:00', 'do środy, godz. 9:00'],
    ['2026-11-27T18:00:00Z', 'Odpowiem w poniedziałek po godz. 9:00', 'do poniedziałku, godz. 9:00'],
    ['2026-11-24T10:00:00Z', 'Odpowiem w środę po godz. 9:00', 'do środy'],
    [
      '2026-12-22T10:00:00Z',
      'Mam teraz wolne. Odpowiem w poniedziałek 4 stycznia po godz. 9:00',
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

  it('an auto-reply needs hours', async () => {
    const { member, channel } = bot();
    await save({ payment: { due: 14 } });
    const reply = await (await member.in(channel).run('/granice pokaż')).click('Autoodpowiedź na teraz');
    expect(reply.text).toContain('potrzebuję twoich godzin pracy');
  });
});
