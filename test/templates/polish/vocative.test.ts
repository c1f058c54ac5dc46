import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suggestAddress } from '../../../src/templates/greeting.ts';
import * as names from '../../../src/templates/polish/names.ts';
import { polishVocative } from '../../../src/templates/polish/vocative.ts';

/** Written by hand, not made by the rules: nominative and vocative. */
const WOMEN = `
Anna Anno, Maria Mario, Katarzyna Katarzyno, Małgorzata Małgorzato, Agnieszka Agnieszko, Barbara Barbaro, Ewa Ewo,
Krystyna Krystyno, Magdalena Magdaleno, Elżbieta Elżbieto, Joanna Joanno, Aleksandra Aleksandro, Zofia Zofio, Monika Moniko,
Teresa Tereso, Danuta Danuto, Natalia Natalio, Julia Julio, Karolina Karolino, Marta Marto, Beata Beato, Dorota Doroto,
Halina Halino, Jadwiga Jadwigo, Janina Janino, Alicja Alicjo, Jolanta Jolanto, Grażyna Grażyno, Iwona Iwono, Irena Ireno,
Paulina Paulino, Justyna Justyno, Zuzanna Zuzanno, Wiktoria Wiktorio, Hanna Hanno, Urszula Urszulo, Renata Renato,
Sylwia Sylwio, Patrycja Patrycjo, Helena Heleno, Emilia Emilio, Weronika Weroniko, Izabela Izabelo, Aneta Aneto, Kinga Kingo,
Łucja Łucjo, Róża Różo, Żaneta Żaneto, Daria Dario, Lena Leno, Oliwia Oliwio, Oksana Oksano, Magda Magdo, Iza Izo, Aga Ago,
Kasia Kasiu, Basia Basiu, Gosia Gosiu, Małgosia Małgosiu, Asia Asiu, Ania Aniu, Hania Haniu, Zosia Zosiu, Krysia Krysiu,
Ola Olu, Ela Elu, Ala Alu, Ula Ulu, Jola Jolu, Nela Nelu, Pola Polu, Maja Maju, Kaja Kaju, Zuzia Zuziu, Tosia Tosiu, Madzia Madziu
`;
const MEN = `
Piotr Piotrze, Krzysztof Krzysztofie, Andrzej Andrzeju, Tomasz Tomaszu, Jan Janie, Paweł Pawle, Michał Michale,
Marcin Marcinie, Jakub Jakubie, Adam Adamie, Stanisław Stanisławie, Marek Marku, Łukasz Łukaszu, Grzegorz Grzegorzu,
Mateusz Mateuszu, Wojciech Wojciechu, Mariusz Mariuszu, Dariusz Dariuszu, Zbigniew Zbigniewie, Jerzy Jerzy, Maciej Macieju,
Rafał Rafale, Robert Robercie, Kamil Kamilu, Jacek Jacku, Dawid Dawidzie, Szymon Szymonie, Kacper Kacprze, Ryszard Ryszardzie,
Tadeusz Tadeuszu, Jarosław Jarosławie, Filip Filipie, Artur Arturze, Sebastian Sebastianie, Damian Damianie, Antoni Antoni,
Patryk Patryku, Karol Karolu, Daniel Danielu, Przemysław Przemysławie, Roman Romanie, Wiktor Wiktorze, Bartosz Bartoszu,
Bartłomiej Bartłomieju, Aleksander Aleksandrze, Konrad Konradzie, Hubert Hubercie, Zygmunt Zygmuncie, Ernest Erneście,
August Auguście, Sylwester Sylwestrze, Gaweł Gawle, Emil Emilu, Roch Rochu, Lech Lechu, Leszek Leszku, Ignacy Ignacy,
Cezary Cezary, Hugo Hugo, Bruno Bruno, Józef Józefie, Benedykt Benedykcie, Wawrzyniec Wawrzyńcze, Olgierd Olgierdzie,
Maciek Maćku, Krzysiek Krzyśku, Grzesiek Grześku, Heniek Heńku, Wiesiek Wieśku, Rysiek Ryśku, Kuba Kubo, Barnaba Barnabo,
Jaś Jasiu, Staś Stasiu, Krzyś Krzysiu, Franek Franku, Wojtek Wojtku, Jurek Jurku, Antek Antku, Maks Maksie
`;

const pairs = (table: string): string[][] =>
  table
    .trim()
    .split(/,\s*/u)
    .map((pair) => pair.split(' '));

describe('the vocative', () => {
  const table = [
    ...pairs(WOMEN).map(([name, vocative]) => [name, vocative, 'female'] as const),
    ...pairs(MEN).map(([name, vocative]) => [name, vocative, 'male'] as const),
  ];

  test('the table is long enough to mean something', () => {
    expect(table.length).toBeGreaterThanOrEqual(150);
    expect(new Set(table.map(([name]) => name)).size).toBe(table.length);
  });

  test.each(table)('%s: %s (%s)', (name, vocative, gender) => {
    expect(polishVocative(name ?? '')).toEqual({ vocative, gender });
  });

  test.each([
    ['anna', 'Anno'],
    ['ŁUKASZ', 'Łukaszu'],
    ['  Ewa  ', 'Ewo'],
    ['Anna Kowalska', 'Anno'],
    ['Anna Maria Nowak-Kowalska', 'Anno'],
    ['Pani Anna', 'Anno'],
    ['pan Piotr Zieliński', 'Piotrze'],
  ])('of %j is %s', (name, vocative) => {
    expect(polishVocative(name)?.vocative).toBe(vocative);
  });
});

test.each([
  // Foreign, of both genders, without a certain form, or not inflected.
  ...[
    'Wolfgang',
    'Jean-Luc',
    'Nguyen',
    'Alex',
    'Nikola',
    'Andrea',
    'Nicole',
    'Noemi',
    'Miriam',
    'Sasza',
    'Nadia',
    'Kim',
  ],
  // A misspelling is not corrected.
  ...['Lukasz', 'Malgorzata', 'Michal', 'Anno', 'Piotrze', 'Anna-Maria'],
  // A surname, a title, an initial, a firm, two people.
  ...[
    'Kowalska Anna',
    'dr Anna Nowak',
    'A. Nowak',
    'Pani Nowak',
    'Pan',
    'Marek Studio',
    'Ola Design',
    'Anna i Piotr',
    'Anna & Piotr',
  ],
  ...['Anna, Piotr', 'Adam Sp. z o.o.', 'Jan Nowak Agencja Kreatywna Warszawa', 'ACME', 'Pan Anna', 'Pani Marek'],
  // Anything else that people or programs put in.
  ...[
    '',
    ' ',
    '**Anna**',
    '@Anna',
    '<@123456>',
    'Anna🙂',
    'Anna 🙂',
    'Anna\u0000',
    '__proto__',
    'constructor',
    'toString',
    '42',
    'x'.repeat(200),
  ],
])('%j has no certain vocative', (name) => {
  expect(polishVocative(name)).toBeUndefined();
  // What is typed in front still says of whom it is.
  if (!/^(?:pani?|dr) /iu.test(name)) expect(suggestAddress(name)).toBeUndefined();
});

test.each([
  ['Pani Kowalska', 'pani'],
  ['pani Nowak', 'pani'],
  ['Pan Kowalski', 'pan'],
  ['pan Anna', 'pan'],
  ['dr Jan Nowak', 'pan'],
  ['prof. dr hab. Anna Nowak', 'pani'],
  ['mgr inż. Piotr Zieliński', 'pan'],
  ['Pani dr Nowak', 'pani'],
  ['Państwo Kowalscy', 'panstwo'],
  ['Anna', 'pani'],
  ['dr Wolfgang Kraus', undefined],
  ['Pani', undefined],
  ['dr', undefined],
])('%j is addressed as %s', (name, address) => {
  expect(suggestAddress(name)).toBe(address);
});

test('no name is listed twice or in two genders', () => {
  const all = [names.FEMALE, names.FEMALE_SOFT, names.MALE, names.MALE_IN_A, names.MALE_UNCHANGED].flat();
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  expect(Object.keys(names.IRREGULAR).filter((name) => !all.includes(name))).toEqual([]);
});

test('property: an unknown word is never given a form', () => {
  const known = new Set(
    Object.values(names)
      .flatMap((list) => (Array.isArray(list) ? list : []))
      .map((name) => name.toLowerCase()),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (name) => {
      const found = polishVocative(name);
      if (found !== undefined)
        expect(
          name
            .toLowerCase()
            .split(/\s+/u)
            .some((word) => known.has(word)),
        ).toBe(true);
    }),
  );
});

test.each([
  ['Anna', 'pani'],
  ['Barnaba', 'pan'],
  ['Kuba', 'pan'],
  ['Piotr Nowak', 'pan'],
])('%s is addressed as %s', (name, address) => {
  expect(suggestAddress(name)).toBe(address);
});
