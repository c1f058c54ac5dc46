import type { Locale } from '../i18n/locales.ts';

/** Small words that occur in one of the two languages only. "a", "do", "on", "to" and the like are in both. */
const SMALL: Readonly<Record<Locale, ReadonlySet<string>>> = {
  pl: new Set(
    'i w we z ze na od po za się nie jest są oraz albo lub dla jak tylko przy przed przez bez dni dnia godzin przelew zakres strona strony stron raz nowej nowa nowy poniedziałek wtorek środa czwartek piątek sobota niedziela poniedziałku wtorku czwartku jutro jutra'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the an of and for in by with after within from at is are be or only not all your my we you it day days week month new order form page pages working hours call work site text monday tuesday wednesday thursday friday saturday sunday tomorrow'.split(
      ' ',
    ),
  ),
};
const ENDINGS: Readonly<Record<Locale, RegExp>> = {
  pl: /(?:ego|emu|ymi|imi|ych|ich|owej|nej|iej|ami|ach|owie|ować|anie|enie|owy|owa|owe|czny|czna|czne|nych|wych|ski|ska|skie|owych|ania|enia|ów|zny|zna|zne|rza|arz|nek|nik|cja|cji|cje|eka|eku)$/u,
  en: /(?:ing|tions?|ness|ments?|able|ible|ful|less|ships?|ity|ly|ed|ers?|ies|ess|ices?|ages?|ls|ns|gs|ks)$/u,
};
/** Letters and pairs that words of the other language do not have. */
const LETTERS: Readonly<Record<Locale, RegExp>> = {
  pl: /[ąćęłńóśźż]|(?:rz|szcz|dz)/u,
  en: /[qvx]|th|sh|ee|oo|wh|ck|ou/u,
};

const isSmall = (word: string) => SMALL.pl.has(word) || SMALL.en.has(word);

/**
 * The language in which a few words seem to be written; undefined for names, numbers and whatever could be either. A guess, to
 * have a person look again: nothing may depend on it.
 */
export function languageOf(text: string): Locale | undefined {
  const plain = text.replaceAll(/\S*(?:@|:\/\/|\w\.\w)\S*/gu, ' ');
  // What is written with a capital is mostly a name, which says nothing.
  const words = (plain.match(/\p{L}+/gu) ?? [])
    .filter((word) => !/^\p{Lu}/u.test(word) || isSmall(word.toLowerCase()))
    .map((word) => word.toLowerCase());
  const score = (locale: Locale) =>
    words.reduce((sum, word) => {
      if (SMALL[locale].has(word)) return sum + 2;
      return sum + (LETTERS[locale].test(word) ? 2 : 0) + (word.length > 4 && ENDINGS[locale].test(word) ? 1 : 0);
    }, 0);
  const [polish, english] = [score('pl'), score('en')];
  if (polish === english) return undefined;
  return polish > english ? 'pl' : 'en';
}
