import { describe, expect, it } from 'vitest';
import { languageOf } from '../../src/text/language.ts';

describe('the language of a few words', () => {
  it.each([
    'nowej strony internetowej',
    'w piątek',
    '50 zł za tydzień',
    'do końca następnego dnia',
    'projekt graficzny stron',
    '10 dni roboczych od materiałów',
    'dodanie formularza zamówień',
    'tel. 600 000 000, tylko awarie',
    'przelew na podstawie faktury',
    'dwie rundy, kolejne płatne osobno',
    'zaległość z września',
  ])('%s: Polish', (text) => {
    expect(languageOf(text)).toBe('pl');
  });

  it.each([
    'the new website',
    'on Friday',
    'within one working day',
    'source files; admin access',
    'two rounds, further ones charged separately',
    'home page design, four subpages',
    'bank transfer against an invoice',
    'text and photos by Wednesday',
    'three working days',
  ])('%s: English', (text) => {
    expect(languageOf(text)).toBe('en');
  });

  it.each(['Zoom', 'FV 12/2026', 'Anna', 'Slack', '150', 'logo', 'Jan Kowalski', '', '40 euro', 'www.example.com/a'])(
    '%j: either',
    (text) => {
      expect(languageOf(text)).toBeUndefined();
    },
  );
});
