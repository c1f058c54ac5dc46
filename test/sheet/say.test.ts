import { describe, expect, it } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { VIOLATION_KINDS } from '../../src/kinds/violations.ts';
import { crossedBoundary, sayLine, saySheet } from '../../src/sheet/say.ts';
import type { Sheet } from '../../src/sheet/sheet.ts';
import { sayDue, sayHours, sayLateFee, sayRounds, sayTerm, sayTimeOff } from '../../src/sheet/words.ts';
import { FULL_SHEET, HALF_SHEET } from '../support/sheets.ts';

const translator = loadTranslator(CONTENT_DIR);
const pl = { locale: 'pl', t: translator('pl') } as const;
const en = { locale: 'en', t: translator('en') } as const;
/** With ordinary spaces, as they are compared. */
const said = (sheet: Sheet, language: typeof pl | typeof en) =>
  saySheet(sheet, language).map((line) => sayLine(line, language).replaceAll(/[\u00a0\u202f\u2009]/g, ' '));

describe('a sheet in words', () => {
  it('whole, in Polish', () => {
    expect(said(FULL_SHEET, pl)).toEqual([
      'Godziny pracy: poniedziałek–czwartek, 9:00–17:00; piątek, 9:00–14:00',
      'Kanały kontaktu: e-mail i Slack',
      'Odpowiedzi na wiadomości: w ciągu 1 dnia roboczego',
      'Czas rozmów: do 30 minut',
      'Kontakt w nagłych sprawach: tel. 600 000 000',
      'Zakres prac: projekt strony głównej i cztery podstrony',
      'Poza zakresem: sklep i tłumaczenia',
      'Czas realizacji: 3–5 dni roboczych',
      'Poprawki: 2 rundy w cenie',
      'Prace dodatkowe: 150 zł za godzinę',
      'Forma płatności: przelew lub BLIK',
      'Termin płatności: 14 dni od wystawienia faktury',
      'Opóźnienie w płatności: 50 zł za każdy rozpoczęty tydzień opóźnienia',
      'Urlopy i przerwy: 21 grudnia 2026 – 3 stycznia 2027',
      'Święta: Polska',
      'Priorytety na 4. kwartał 2026: nowe portfolio i mniej pracy w weekendy',
      'Czas dla siebie i rodziny: 20 godzin w tygodniu',
    ]);
  });

  it('whole, in English, with the zone', () => {
    expect(said(FULL_SHEET, en)).toEqual([
      'Working hours: Monday to Thursday, 09:00–17:00; Friday, 09:00–14:00 (Central European Time)',
      'Channels: e-mail and Slack',
      'Replies to messages: within 1 working day',
      'Call length: up to 30 minutes',
      'Emergency contact: tel. 600 000 000',
      'Scope of work: projekt strony głównej and cztery podstrony',
      'Out of scope: sklep and tłumaczenia',
      'Turnaround: 3–5 working days',
      'Revisions: 2 rounds included',
      'Additional work: PLN 150 an hour',
      'Payment method: bank transfer or BLIK',
      'Payment due: 14 days after the invoice date',
      'Late payment: PLN 50 for each week or part of a week overdue',
      'Time off: 21 December 2026 – 3 January 2027',
      'Public holidays: Poland',
      'Priorities for Q4 2026: nowe portfolio and mniej pracy w weekendy',
      'Time for yourself and your family: 20 hours a week',
    ]);
  });

  it('half filled: what is not there is left out', () => {
    expect(said(HALF_SHEET, pl)).toEqual([
      'Godziny pracy: poniedziałek–piątek, 8:00–16:00',
      'Kanały kontaktu: e-mail',
      'Termin płatności: w dniu wystawienia faktury',
    ]);
    expect(said({}, pl)).toEqual([]);
  });
});

describe('values in words', () => {
  it.each([
    [{ days: [1, 3, 5] }, 'poniedziałek, środa i piątek, 10:00–14:00', 'Monday, Wednesday and Friday, 10:00–14:00'],
    [{ days: [6, 7] }, 'sobota i niedziela, 10:00–14:00', 'Saturday and Sunday, 10:00–14:00'],
    [{ days: [1, 2, 3, 4, 5, 6, 7] }, 'codziennie, 10:00–14:00', 'every day, 10:00–14:00'],
    [
      { days: [1, 2, 3, 7] },
      'poniedziałek–środa i niedziela, 10:00–14:00',
      'Monday to Wednesday and Sunday, 10:00–14:00',
    ],
  ])('days %j', ({ days }, polish, english) => {
    const hours = { spans: [{ days, from: '10:00', to: '14:00' }] };
    expect(sayHours(hours, pl)).toBe(polish);
    expect(sayHours(hours, en)).toBe(english);
  });

  it('a break in the day, the whole week, another zone', () => {
    const days = [1, 2, 3, 4, 5];
    const broken = [
      { days, from: '09:00', to: '12:00' },
      { days, from: '13:00', to: '17:00' },
    ];
    expect(sayHours({ spans: broken }, pl)).toBe('poniedziałek–piątek, 9:00–12:00 i 13:00–17:00');
    const always = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }];
    expect(sayHours({ spans: always }, pl)).toBe('całą dobę, 7 dni w tygodniu');
    expect(sayHours({ spans: broken, zone: 'Asia/Kolkata' }, pl)).toContain('(czas indyjski standardowy)');
    expect(sayHours({ spans: broken, zone: 'Etc/UTC' }, en)).toContain('(UTC)');
  });

  it.each([
    [1, '1 godzina', 'do 1 godziny', '1 dzień roboczy', 'do 1 dnia roboczego'],
    [2, '2 godziny', 'do 2 godzin', '2 dni robocze', 'do 2 dni roboczych'],
    [5, '5 godzin', 'do 5 godzin', '5 dni roboczych', 'do 5 dni roboczych'],
    [22, '22 godziny', 'do 22 godzin', '22 dni robocze', 'do 22 dni roboczych'],
    [1.5, '1,5 godziny', 'do 1,5 godziny', '1,5 dnia roboczego', 'do 1,5 dnia roboczego'],
  ])('%d in the right form of its word', (amount, ...forms) => {
    const both = (unit: 'hour' | 'workingDay') => [
      sayTerm({ amount, unit }, 'plain', pl),
      sayTerm({ amount, unit }, 'upTo', pl),
    ];
    expect([...both('hour'), ...both('workingDay')]).toEqual(forms);
  });

  it('rounds, payment terms and fees', () => {
    expect([0, 1, 2, 5].map((rounds) => sayRounds(rounds, pl))).toEqual([
      'płatne osobno',
      '1 runda w cenie',
      '2 rundy w cenie',
      '5 rund w cenie',
    ]);
    expect(sayDue(1, pl)).toBe('1 dzień od wystawienia faktury');
    expect(sayDue('upfront', en)).toBe('in advance, before work starts');
    expect(sayLateFee({ sum: { percent: 0.5 }, per: 'day' }, pl)).toBe('0,5% zaległej kwoty za każdy dzień opóźnienia');
    expect(sayLateFee({ statutory: true }, en)).toBe('statutory interest');
    expect(sayLateFee({ statutory: true, commercial: true }, pl)).toBe(
      'odsetki ustawowe za opóźnienie w transakcjach handlowych',
    );
  });

  it('days off within a month', () => {
    expect(sayTimeOff({ from: '2026-12-24', to: '2026-12-26' }, 'pl')).toBe('24–26 grudnia 2026');
    expect(sayTimeOff({ from: '2026-12-24', to: '2026-12-24' }, 'en')).toBe('24 December 2026');
  });
});

describe('the boundary that was crossed', () => {
  it.each([
    ['after-hours', 'Godziny pracy: poniedziałek–czwartek, 9:00–17:00; piątek, 9:00–14:00'],
    ['scope-creep', 'Zakres prac: projekt strony głównej i cztery podstrony; Poza zakresem: sklep i tłumaczenia'],
    [
      'late-payment',
      'Termin płatności: 14 dni od wystawienia faktury; Opóźnienie w płatności: 50 zł za każdy rozpoczęty tydzień opóźnienia',
    ],
    ['call-overrun', 'Czas rozmów: do 30 minut'],
    ['unpaid-extra-work', 'Prace dodatkowe: 150 zł za godzinę'],
    ['disrespect', undefined],
  ] as const)('%s', (kind, expected) => {
    expect(crossedBoundary(FULL_SHEET, kind, pl)?.replaceAll('\u00a0', ' ')).toBe(expected);
  });

  it('is none where the sheet is empty, and one line of one language otherwise', () => {
    for (const kind of VIOLATION_KINDS) {
      expect(crossedBoundary({}, kind, pl)).toBeUndefined();
      for (const locale of LOCALES)
        expect(crossedBoundary(HALF_SHEET, kind, { locale, t: translator(locale) }) ?? '').not.toContain('\n');
    }
    expect(crossedBoundary(HALF_SHEET, 'late-payment', en)).toBe('Payment due: on the invoice date');
  });
});
