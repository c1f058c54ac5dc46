import type { Locale } from '../i18n/locales.ts';
import type { TextPart } from './types.ts';

/** Words before a day in the case of a deadline: "do {{payBy}}", "od {{from}}", "by {{payBy}}". */
const BEFORE: Readonly<Record<Locale, RegExp>> = {
  pl: /(?:^|[\s(–])(?:do|od) $/iu,
  en: /(?:^|[\s(–])(?:by|from|since|until) $/iu,
};
/** Prepositions that the deadline's own takes the place of. */
const REPLACED: Readonly<Record<Locale, RegExp>> = { pl: /^(?:do|w|we|na) /iu, en: /^(?:by|on|until|till) /iu };
/** Words that cannot follow it: "do za tydzień", "by in a week". */
const WRONG: Readonly<Record<Locale, RegExp>> = { pl: /^(?:za|od|po|przed|około) /iu, en: /^(?:in|after|from) /iu };

const GENITIVE: Readonly<Record<string, string>> = {
  poniedziałek: 'poniedziałku',
  wtorek: 'wtorku',
  środa: 'środy',
  środę: 'środy',
  czwartek: 'czwartku',
  piątek: 'piątku',
  sobota: 'soboty',
  sobotę: 'soboty',
  niedziela: 'niedzieli',
  niedzielę: 'niedzieli',
  dziś: 'dziś',
  jutro: 'jutra',
  pojutrze: 'pojutrza',
  koniec: 'końca',
  początek: 'początku',
  przyszły: 'przyszłego',
  przyszłą: 'przyszłej',
  przyszła: 'przyszłej',
  następny: 'następnego',
  następną: 'następnej',
  następna: 'następnej',
  najbliższy: 'najbliższego',
  najbliższą: 'najbliższej',
  najbliższa: 'najbliższej',
  ten: 'tego',
  tę: 'tej',
  ta: 'tej',
};

/** Names of the placeholders that stand behind "do" or "by" in a text. */
export function deadlinesIn(parts: readonly TextPart[], locale: Locale): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (all: readonly TextPart[]): void => {
    for (const [index, part] of all.entries()) {
      const before = all[index - 1];
      if (part.type === 'placeholder' && before?.type === 'literal' && BEFORE[locale].test(before.text))
        names.add(part.name);
      if (part.type !== 'optional') continue;
      walk(part.parts);
      walk(part.otherwise);
    }
  };
  walk(parts);
  return names;
}

/** Whether the words cannot be a deadline behind that preposition. */
export function isNoDeadline(words: string, locale: Locale): boolean {
  return WRONG[locale].test(words);
}

/** Words as a deadline: "w piątek" and "piątek" become "piątku" (do …), "on Friday" becomes "Friday" (by …). */
export function asDeadline(words: string, locale: Locale): string {
  const rest = words.replace(REPLACED[locale], '');
  if (locale === 'en') return rest;
  // The words that are inflected stand in front: "przyszły piątek, 4 grudnia".
  const parts = rest.split(/(?<=[\s,])/u);
  const end = parts.findIndex((part) => GENITIVE[bare(part)] === undefined);
  return parts
    .map((part, index) =>
      end < 0 || index < end ? part.replace(/^\p{L}+/u, (word) => GENITIVE[word.toLowerCase()] ?? word) : part,
    )
    .join('');
}

const bare = (part: string) => part.replace(/[\s,]+$/u, '').toLowerCase();
