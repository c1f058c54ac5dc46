import { FEMALE, FEMALE_SOFT, IRREGULAR, MALE, MALE_IN_A, MALE_UNCHANGED, SHORT_FORMS } from './names.ts';

export interface Vocative {
  /** "Anno", "Piotrze". */
  readonly vocative: string;
  readonly gender: 'female' | 'male';
}

/** Endings with the change of the last consonants before the vocative's -e or -u; the first match counts. */
const MALE_ENDINGS: readonly (readonly [ending: RegExp, vocative: string])[] = [
  [/ek$/u, 'ku'],
  [/eł$/u, 'le'],
  [/der$/u, 'drze'],
  [/ster$/u, 'strze'],
  [/(sz|cz|rz|ch|l|j|k|g|h)$/u, '$1u'],
  [/st$/u, 'ście'],
  [/t$/u, 'cie'],
  [/d$/u, 'dzie'],
  [/r$/u, 'rze'],
  [/ł$/u, 'le'],
  [/([bfmnpswz])$/u, '$1ie'],
];

const KNOWN: ReadonlyMap<string, Vocative> = new Map([
  ...FEMALE.map((name) => entry(name, `${name.slice(0, -1)}o`, 'female')),
  ...FEMALE_SOFT.map((name) => entry(name, `${name.slice(0, -1)}u`, 'female')),
  ...MALE.map((name) => entry(name, maleVocative(name), 'male')),
  ...MALE_IN_A.map((name) => entry(name, `${name.slice(0, -1)}o`, 'male')),
  ...MALE_UNCHANGED.map((name) => entry(name, name, 'male')),
]);

/** Honorifics before a given name, which tell the gender. */
const HONORIFICS: Readonly<Record<string, Vocative['gender']>> = { pan: 'male', pani: 'female' };

/** Words that mark a name as a firm's or several people's. */
const NOT_ONE_PERSON = new Set(
  'agencja agency and biuro co design digital dom firma fundacja group grupa i inc ltd media oraz partners sklep solutions spółka studio team zespół'.split(
    ' ',
  ),
);

/**
 * The vocative of the given name in "Anna", "anna kowalska" or "Pani Anna", or undefined in any case of doubt: a name not in the
 * list, a firm, two people, a title. A wrong form would be worse than none.
 */
export function polishVocative(name: string): Vocative | undefined {
  const words = name.trim().split(/\s+/u);
  const honorific = HONORIFICS[words[0]?.toLowerCase() ?? ''];
  const [given = '', ...others] = honorific === undefined ? words : words.slice(1);
  const found = KNOWN.get(given.toLowerCase());
  if (found === undefined || (honorific !== undefined && honorific !== found.gender)) return undefined;
  const isPerson =
    others.length <= 2 &&
    others.every((word) => /^\p{L}+(?:[-'’]\p{L}+)*\.?$/u.test(word) && !NOT_ONE_PERSON.has(word.toLowerCase()));
  return isPerson ? found : undefined;
}

const SHORT: ReadonlySet<string> = new Set(SHORT_FORMS.map((name) => name.toLowerCase()));

/** Whether the given name is a short form: "Kasia", "Pani Kasia Nowak". */
export function isShortForm(name: string): boolean {
  const words = name.trim().toLowerCase().split(/\s+/u);
  const [first = '', second = ''] = words;
  return SHORT.has(HONORIFICS[first] === undefined ? first : second);
}

/** Titles between an honorific and a name, which tell no gender. */
const TITLES = new Set('dr hab mgr inż prof mec lek red arch ks doc lic adw r pr'.split(' '));

/** What is typed in front of a name, or the name itself, says of whom it is: "Pani Kowalska", "dr Jan Nowak", "Państwo Nowak". */
export function genderOf(name: string): Vocative['gender'] | 'several' | undefined {
  const [first = '', ...others] = name.trim().split(/\s+/u);
  const word = first.toLowerCase().replaceAll('.', '');
  if (word === 'państwo' || word === 'panstwo') return 'several';
  if (others.length > 0 && HONORIFICS[word] !== undefined) return HONORIFICS[word];
  if (others.length > 0 && TITLES.has(word)) return genderOf(others.join(' '));
  return polishVocative(name)?.gender;
}

function entry(name: string, vocative: string, gender: Vocative['gender']): [string, Vocative] {
  return [name.toLowerCase(), { vocative: IRREGULAR[name] ?? vocative, gender }];
}

function maleVocative(name: string): string {
  const rule = MALE_ENDINGS.find(([ending]) => ending.test(name));
  return rule === undefined ? name : name.replace(...rule);
}
