import { describe, expect, it } from 'vitest';
import { labelWarnings } from '../../src/violations/client-label.ts';

describe('labelWarnings', () => {
  it.each([
    ['jan.kowalski@firma.pl', ['email']],
    ['tel. 601 234 567', ['phone']],
    ['+48 (22) 123-45-67', ['phone']],
    ['www.firma.pl', ['link']],
    ['https://firma.example/x', ['link']],
    ['firma.com', ['link']],
  ])('%s', (label, warnings) => {
    expect(labelWarnings(label)).toEqual(warnings);
  });

  it.each(['', 'Piekarnia', 'Klient nr 3', 'Projekt 2026', 'Sklep z ul. 3 Maja 12', 'A.B.', 'start-up'])(
    'lets “%s” pass',
    (label) => {
      expect(labelWarnings(label)).toEqual([]);
    },
  );
});
