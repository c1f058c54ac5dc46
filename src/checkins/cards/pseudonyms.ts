import type { Tx } from '../../database/client.ts';
import type { Locale } from '../../i18n/locales.ts';

/**
 * Words that pseudonyms are made of. An animal reveals nothing about its member; in Polish the adjective takes its grammatical
 * gender.
 */
const WORDS = {
  pl: {
    adjectives: [
      ['Spokojny', 'Spokojna'],
      ['Odważny', 'Odważna'],
      ['Cierpliwy', 'Cierpliwa'],
      ['Pogodny', 'Pogodna'],
      ['Bystry', 'Bystra'],
      ['Uważny', 'Uważna'],
      ['Wytrwały', 'Wytrwała'],
      ['Życzliwy', 'Życzliwa'],
      ['Rozważny', 'Rozważna'],
      ['Srebrny', 'Srebrna'],
      ['Leśny', 'Leśna'],
      ['Górski', 'Górska'],
      ['Poranny', 'Poranna'],
      ['Zimowy', 'Zimowa'],
      ['Wędrowny', 'Wędrowna'],
      ['Cichy', 'Cicha'],
    ],
    masculine: [
      'Bóbr',
      'Jeż',
      'Żuraw',
      'Borsuk',
      'Ryś',
      'Dzięcioł',
      'Łoś',
      'Kruk',
      'Szpak',
      'Żubr',
      'Świerszcz',
      'Zimorodek',
    ],
    feminine: [
      'Sowa',
      'Wydra',
      'Lama',
      'Wiewiórka',
      'Jaskółka',
      'Sarna',
      'Foka',
      'Pszczoła',
      'Mewa',
      'Czapla',
      'Ważka',
      'Pliszka',
    ],
  },
  en: {
    adjectives: [
      'Calm',
      'Brave',
      'Patient',
      'Cheerful',
      'Clever',
      'Careful',
      'Steady',
      'Kind',
      'Thoughtful',
      'Silver',
      'Woodland',
      'Mountain',
      'Morning',
      'Winter',
      'Wandering',
      'Quiet',
    ],
    animals: [
      'Beaver',
      'Hedgehog',
      'Crane',
      'Badger',
      'Lynx',
      'Woodpecker',
      'Moose',
      'Raven',
      'Starling',
      'Bison',
      'Cricket',
      'Kingfisher',
      'Owl',
      'Otter',
      'Llama',
      'Squirrel',
      'Swallow',
      'Deer',
      'Seal',
      'Bee',
      'Gull',
      'Heron',
      'Dragonfly',
      'Wagtail',
    ],
  },
} as const;

/** All pseudonyms of a language, in a fixed order. */
export function allPseudonyms(locale: Locale): readonly string[] {
  if (locale === 'en')
    return WORDS.en.adjectives.flatMap((adjective) => WORDS.en.animals.map((a) => `${adjective} ${a}`));
  const { adjectives, masculine, feminine } = WORDS.pl;
  return adjectives.flatMap(([he, she]) => [
    ...masculine.map((animal) => `${he} ${animal}`),
    ...feminine.map((animal) => `${she} ${animal}`),
  ]);
}

/**
 * The member's pseudonym in a check-in: the same for all their cards there, a different one each week, and unique among
 * members.
 *
 * @param random from 0 (inclusive) to 1 (exclusive); must not be guessable
 */
export async function findOrMakePseudonym(
  tx: Tx,
  { checkinId, personId, locale }: { readonly checkinId: string; readonly personId: string; readonly locale: Locale },
  random: () => number,
): Promise<string> {
  const known = await tx.cardPseudonym.findUnique({ where: { checkinId_personId: { checkinId, personId } } });
  if (known) return known.name;
  const taken = new Set((await tx.cardPseudonym.findMany({ where: { checkinId } })).map(({ name }) => name));
  const all = allPseudonyms(locale);
  const free = all.filter((name) => !taken.has(name));
  const pick = (names: readonly string[]) => names[Math.floor(random() * names.length)] ?? '';
  // If all pseudonyms are taken, a number distinguishes them.
  const name = free.length > 0 ? pick(free) : `${pick(all)} ${taken.size + 1}`;
  // Of two simultaneous presses, the first one counts.
  await tx.cardPseudonym.createMany({ data: { checkinId, personId, name }, skipDuplicates: true });
  const row = await tx.cardPseudonym.findUnique({ where: { checkinId_personId: { checkinId, personId } } });
  // The name was taken at the same moment: the next try finds it taken.
  return row?.name ?? findOrMakePseudonym(tx, { checkinId, personId, locale }, random);
}
