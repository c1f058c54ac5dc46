import { describe, expect, it } from 'vitest';
import { contactDetails } from '../../src/text/contact-details.ts';

describe('contactDetails', () => {
  it.each([
    ['jan.kowalski@firma.pl', ['email']],
    ['tel. 601 234 567', ['phone']],
    ['+48 (22) 123-45-67', ['phone']],
    ['www.firma.pl', ['link']],
    ['https://firma.example/x', ['link']],
    ['firma.com', ['link']],
  ])('%s', (label, warnings) => {
    expect(contactDetails(label)).toEqual(warnings);
  });

  it.each([
    '',
    'Piekarnia',
    'Klient nr 3',
    'Projekt 2026',
    'Sklep z ul. 3 Maja 12',
    'A.B.',
    'start-up',
    'od 2026-11-24 do 30.11.2026',
  ])('lets “%s” pass', (label) => {
    expect(contactDetails(label)).toEqual([]);
  });
});
