import { describe, expect, it } from 'vitest';
import { findMember } from '../../../src/members/settings.ts';
import { useBot } from '../../support/bot.ts';
import { testClock } from '../../support/clock.ts';
import { saveSheet } from '../../support/sheets.ts';

const WORDS = {
  pl: {
    show: '/ustawienia pokaż',
    title: 'Twoje ustawienia',
    asDiscord: '**Język:** polski, tak jak w Discordzie.',
    noZone: 'jeszcze jej nie wybrano. Do tego czasu liczy się Europe/Warsaw, teraz 09:00',
    defaults: 'poniedziałek–piątek, 9:00–17:00. To godziny domyślne.',
    sheet: 'poniedziałek–czwartek, 9:00–17:00; piątek, 9:00–14:00. To godziny z twoich zasad.',
    sheetZone: 'Europe/London z twoich zasad, teraz 08:00',
    other: 'Speak English',
    spoken: '**Language:** English.',
    zone: 'Zmień strefę',
    city: 'Tokio',
    chosen: 'Asia/Tokyo, teraz 17:00',
    wrong: 'Nie znam strefy',
    again: 'Popraw',
    hours: 'Zmień godziny',
    own: 'Ustaw inne godziny',
    inSheet: 'Zmień w zasadach',
    stay: 'Bez zmian',
  },
  en: {
    show: '/settings show',
    title: 'Your settings',
    asDiscord: '**Language:** English, the same as in Discord.',
    noZone: 'not chosen yet. Until then',
    defaults: 'Monday to Friday, 09:00–17:00. These are the default hours.',
    sheet: 'Monday to Thursday, 09:00–17:00; Friday, 09:00–14:00. These are the hours of your boundary sheet.',
    sheetZone: 'Europe/London, from your boundary sheet; it’s now 08:00 there',
    other: 'Mów po polsku',
    spoken: '**Język:** polski.',
    zone: 'Change the time zone',
    city: 'Tokyo',
    chosen: 'Asia/Tokyo, where it’s now 17:00',
    wrong: 'I don’t know the time zone',
    again: 'Correct it',
    hours: 'Change the hours',
    own: 'Set other hours',
    inSheet: 'Change the sheet',
    stay: 'Nothing changed',
  },
} as const;

const WEEK = { days: [1, 2, 3, 4], from: '09:00', to: '17:00' };
const FRIDAY = { days: [5], from: '09:00', to: '14:00' };

describe.each(['pl', 'en'] as const)('/settings show in %s', (locale) => {
  const bot = useBot({ locale, clock: testClock('2026-11-30T08:00:00Z') });
  const w = WORDS[locale];
  const show = () => bot().member.in(bot().channel).run(w.show);
  const stored = () => findMember(bot().database.db, bot().member.id);
  const withSheet = (spans: readonly (typeof WEEK)[], zone?: string) =>
    saveSheet(bot().database, bot().member.id, {
      hours: { spans: spans.map((span) => ({ ...span })), ...(zone ? { zone } : {}) },
    });

  it('says what counts for somebody who has set nothing', async () => {
    const shown = await show();
    for (const text of [w.title, w.asDiscord, w.noZone, w.defaults]) expect(shown.text).toContain(text);
    expect(shown.buttons.map(({ label }) => label)).toEqual([w.other, w.hours, w.zone]);
  });

  it('says what comes from the boundary sheet', async () => {
    await withSheet([WEEK, FRIDAY], 'Europe/London');
    const shown = await show();
    expect(shown.text).toContain(w.sheet);
    expect(shown.text).toContain(w.sheetZone);
  });

  it('changes the language by one press, for somebody who cannot read this one', async () => {
    const changed = await (await show()).click(w.other);
    expect(changed.text).toContain(w.spoken);
    expect((await stored()).locale).toBe(locale === 'pl' ? 'en' : 'pl');
  });

  it('changes the zone, and shows what counts then', async () => {
    const shown = await show();
    const refused = await (await shown.click(w.zone)).submit({ city: 'Nibylandia' });
    expect(refused.text).toContain(w.wrong);
    expect((await refused.click(w.again)).kind).toBe('form');
    const saved = await (await shown.click(w.zone)).submit({ city: w.city });
    expect(saved.id).toBe(shown.id);
    expect(saved.text).toContain(w.chosen);
    expect((await stored()).zone).toBe('Asia/Tokyo');
  });

  it('begins the form with the sheet’s hours, and leaves them to the sheet if they are sent as they are', async () => {
    await withSheet([{ ...WEEK, from: '10:00' }]);
    const form = await (await show()).click(w.hours);
    expect(form.fields.find(({ customId }) => customId === 'from')?.value).toBe('10:00');
    const sent = await form.submit({ days: ['1', '2', '3', '4'], from: '10:00', to: '17:00' });
    expect(sent.text).toContain(w.stay);
    expect((await stored()).hours).toBeUndefined();
    await form.submit({ days: ['1'], from: '10:00', to: '17:00' });
    expect((await stored()).hours).toEqual({ days: [1], from: '10:00', to: '17:00' });
  });

  it('never replaces by accident hours that the form cannot say', async () => {
    await withSheet([WEEK, FRIDAY]);
    const told = await (await show()).click(w.hours);
    expect(told.text).toContain(w.sheet.split('. ')[0]);
    const form = await told.click(w.own);
    await form.submit({ days: ['1'], from: '9', to: '10' });
    expect((await stored()).hours).toEqual({ days: [1], from: '09:00', to: '10:00' });
    expect((await told.click(w.inSheet)).text).toContain(w.sheet.split('. ')[0]);
  });
});
