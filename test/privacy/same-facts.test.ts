import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const content = join(import.meta.dirname, '../../content');

/** Facts that a text about privacy can name, by their words in both languages. */
const FACTS: readonly { readonly pl: RegExp; readonly en: RegExp }[] = [
  { pl: /moder(?:acj|uj)/i, en: /moderator/i },
  { pl: /skrót/i, en: /hash/i },
  { pl: /co miesiąc/i, en: /every month/i },
  { pl: /trzy osoby|trzy\b|trzech/i, en: /three people|three of them|\bthree\b/i },
  { pl: /dwiema/i, en: /\btwo\b(?! days)/i },
  { pl: /identyfikator/i, en: /\bids?\b/i },
  { pl: /pseudonim/i, en: /pseudonym/i },
  { pl: /24 godzin/i, en: /24 hours/i },
  { pl: /90 dni/i, en: /90 days/i },
  { pl: /12 miesi/i, en: /12 months/i },
  { pl: /3 miesiące/i, en: /three months/i },
  { pl: /koniec tygodnia|końca tygodnia/i, en: /end of the week/i },
  { pl: /zaszyfrowan/i, en: /encrypted/i },
  { pl: /model\p{L}* językow/iu, en: /language model/i },
  { pl: /kopi\p{L}* zapasow/iu, en: /backup/i },
  { pl: /klucz/i, en: /\bkey\b/i },
  { pl: /numer\p{L}* telefon/iu, en: /phone number/i },
  { pl: /statystyk|liczb/i, en: /statistics|numbers?\b/i },
];

/** The texts of a file by their paths. */
function textsIn(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => textsIn(inner, path ? `${path}.${key}` : key));
}

const textsOf = (locale: 'pl' | 'en') =>
  new Map(textsIn(JSON.parse(readFileSync(join(content, locale, 'ui/privacy.json'), 'utf8'))));

it('Polish and English say the same about privacy, fact by fact', () => {
  const [pl, en] = [textsOf('pl'), textsOf('en')];
  const shared = [...en].filter(([path]) => pl.has(path) && !path.startsWith('delete.'));
  expect(shared.length).toBeGreaterThan(50);
  const missing = shared.flatMap(([path, english]) => {
    const polish = pl.get(path) ?? '';
    return FACTS.filter((fact) => fact.pl.test(polish) !== fact.en.test(english)).map((fact) => `${path}: ${fact.en}`);
  });
  expect(missing).toEqual([]);
});
