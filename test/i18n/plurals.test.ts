import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAllStrings } from '../../scripts/strings.ts';
import { CONTENT_DIR } from '../../src/app/content.ts';
import type { StringKey } from '../../src/i18n/keys.ts';
import { LOCALES, type Locale } from '../../src/i18n/locales.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';

const translator = loadTranslator(CONTENT_DIR);
const PLURAL = /^(.+)_other$/;
const COUNTS = [0, 1, 2, 5, 12, 22];
/** Hours and days are typed, "1,5 godziny"; all else is counted. */
const MAY_BE_BROKEN = /^sheet:(?:term|termOf|keptHours)/;
/** Values that are the number itself, written in the language's way. */
const NUMBERS = new Set(['count', 'amount', 'rounds', 'days', 'hours']);

interface Line {
  readonly key: string;
  readonly count: number;
  readonly text: string;
}

/** Every string with plural forms, said with each number; other values as ‹name›. */
function linesIn(locale: Locale): Line[] {
  const number = new Intl.NumberFormat(locale);
  return [...readAllStrings(CONTENT_DIR, locale)].flatMap(([name, other]) => {
    const key = PLURAL.exec(name)?.[1];
    if (key === undefined) return [];
    const names = [...other.matchAll(/\{\{(\w+)\}\}/g)].map(([, value = '']) => value);
    return [...COUNTS, ...(MAY_BE_BROKEN.test(key) ? [1.5] : [])].map((count) => {
      const values = names.map((value) => [value, NUMBERS.has(value) ? number.format(count) : `‹${value}›`]);
      // The number says which form is meant, even where the text shows it in another way.
      const text = translator(locale)(key as StringKey, { ...Object.fromEntries(values), count });
      return { key, count, text };
    });
  });
}

/** Nouns behind a number, as after 1, 2, 5 and 1,5; and as after "do", "nie udaje się wykonać" and the like. */
const NOUNS = [
  'artykuł artykuły artykułów artykułu',
  'błąd błędy błędów błędu',
  'check-in check-iny check-inów check-inu',
  'część części części części',
  'dzień dni dni dnia',
  'godzina godziny godzin godziny',
  'karta karty kart karty',
  'miesiąc miesiące miesięcy miesiąca',
  'minuta minuty minut minuty',
  'ocena oceny ocen oceny',
  'osoba osoby osób osoby',
  'pole pola pól pola',
  'pozycja pozycje pozycji pozycji',
  'pozycję pozycje pozycji pozycji',
  'przekroczona przekroczone przekroczonych przekroczonej',
  'raz razy razy raza',
  'rozmowa rozmowy rozmów rozmowy',
  'runda rundy rund rundy',
  'sekundę sekundy sekund sekundy',
  'społeczność społeczności społeczności społeczności',
  'sprawa sprawy spraw sprawy',
  'szablon szablony szablonów szablonu',
  'tekst teksty tekstów tekstu',
  'token tokeny tokenów tokena',
  'tydzień tygodnie tygodni tygodnia',
  'uwaga uwagi uwag uwagi',
  'wiadomość wiadomości wiadomości wiadomości',
  'wpis wpisy wpisów wpisu',
  'zadanie zadania zadań zadania',
  'zgłoszenie zgłoszenia zgłoszeń zgłoszenia',
].map((forms) => forms.split(' '));
const GENITIVES = [
  'zadania zadań zadań zadania',
  'minuty minut minut minuty',
  'godziny godzin godzin godziny',
  'dnia dni dni dnia',
  'tygodnia tygodni tygodni tygodnia',
  'osoby osób osób osoby',
].map((forms) => forms.split(' '));
const GENITIVE_KEYS = /^sheet:termOf|^admin:health\.(?:broken|failed)|^insights:helped/;

const CATEGORIES = ['one', 'few', 'many', 'other'];
const polish = new Intl.PluralRules('pl');

function agrees({ key, count, text }: Line): boolean {
  const written = new Intl.NumberFormat('pl').format(count);
  const noun = new RegExp(`(?<![\\d,])${written}\\*{0,2} ([\\p{L}-]+)`, 'u').exec(text)?.[1];
  // "Pasujące wpisy: 5." and "w 5 z 7 przypadków" have no noun behind the number.
  if (noun === undefined || noun === 'z') return true;
  const at = CATEGORIES.indexOf(polish.select(count));
  return (GENITIVE_KEYS.test(key) ? GENITIVES : NOUNS).some((forms) => forms[at] === noun);
}

describe('strings with numbers', () => {
  it.each(LOCALES)('read well with each number, in %s', async (locale) => {
    const lines = linesIn(locale);
    const keys = [...new Set(lines.map(({ key }) => key))];
    expect(keys.length).toBeGreaterThan(50);
    const pages = keys.map((each) => {
      const said = lines.filter(({ key }) => key === each).map(({ text }) => `- ${text}`);
      return `## ${each}\n\n${said.join('\n')}\n`;
    });
    await expect(pages.join('\n')).toMatchFileSnapshot(join(import.meta.dirname, `plurals/${locale}.md`));
  });

  it('have the Polish noun in the form that the number asks for', () => {
    expect(linesIn('pl').filter((line) => !agrees(line))).toEqual([]);
    expect(agrees({ key: 'x', count: 22, text: '22 wpisów' })).toBe(false);
    expect(agrees({ key: 'sheet:termOf.hour', count: 2, text: '2 godziny' })).toBe(false);
  });

  it('have an English plural for all but one', () => {
    const wrong = linesIn('en').filter(({ count, text }) => {
      const noun = new RegExp(
        `(?<![\\d.])${count} (?:more |old |other |community |complete |crossed |working )*([a-z-]+)`,
      ).exec(text)?.[1];
      if (noun === undefined || ['of', 'time', 'times', 'is', 'texts'].includes(noun)) return false;
      return (count === 1) === /s$|^people$/.test(noun);
    });
    expect(wrong).toEqual([]);
  });
});
