import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadGuide } from '../../../src/guide/articles.ts';
import { parseArticle } from '../../../src/guide/parse.ts';
import type { Source } from '../../../src/guide/search/by-words.ts';
import { documentsOf, guideDocuments } from '../../../src/guide/search/documents.ts';
import { guideSources } from '../../../src/guide/search/guide-sources.ts';
import { search, worthShowing } from '../../../src/guide/search/search.ts';
import { buildIndex } from '../../../src/guide/search/search-index.ts';
import { LOCALES, type Locale } from '../../../src/i18n/locales.ts';
import { fold } from '../../../src/text/words.ts';

// What a community writes may be a page or a book, and every word of it is found, whatever stands round it.

const content = fileURLToPath(new URL('../../../content', import.meta.url));
const guides = { pl: loadGuide(content, 'pl'), en: loadGuide(content, 'en') };
const COUNT = 300;

/** Numbers from 0 to 1, always the same ones (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const random = numbersFrom(18);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const STARTS = {
  pl: 'b ch cz d dł g gr h j k kl krz ł m n p pr r rz s sk st sz ś t tr w wr z ż',
  en: 'b bl br c ch d dr f fl g gr h j k l m n p pl pr qu r s sh st t th tr v w',
};
const ENDS = {
  pl: 'a ab ać ak an ar e ech el en er ę i in ist o ok on or ó ów u ucz un y ych ył yn',
  en: 'a ack al an ar e ed el en er i ick ill in ing o ock on or ow u uck um un ur y',
};
const SYLLABLES = {
  pl: STARTS.pl.split(' ').flatMap((start) => ENDS.pl.split(' ').map((end) => start + end)),
  en: STARTS.en.split(' ').flatMap((start) => ENDS.en.split(' ').map((end) => start + end)),
};
/** Between sentences: paragraphs, one long paragraph, lines. */
const BREAKS = ['\n\n', ' ', '\n'];
const used = new Set<string>();

/** A word that stands nowhere else: a name, a product, a term of the trade. */
function ownWord(locale: Locale): string {
  for (;;) {
    const word = madeUp(locale, 4);
    if (!used.has(word)) return used.add(word) && word;
  }
}

/** What is rare in a language, yet stands in several texts. */
const RARE_WORDS = 10_000;

const madeUp = (locale: Locale, syllables: number) =>
  Array.from({ length: syllables }, () => pick(SYLLABLES[locale])).join('');

const rareIn = (locale: Locale) => Array.from({ length: RARE_WORDS }, () => madeUp(locale, 3));
const rare = { pl: rareIn('pl'), en: rareIn('en') };

interface Written {
  readonly slug: string;
  readonly locale: Locale;
  readonly words: number;
  readonly text: string;
  readonly ownWord: string;
  readonly fourWords: string;
}

/** Paragraphs of the guide's own sentences and of rare words, in which one word and one sentence are the document's own. */
function write(number: number, sentences: Readonly<Record<Locale, readonly string[]>>): Written {
  const locale = LOCALES[number % LOCALES.length] ?? 'pl';
  // As many short ones as long ones on a scale of lengths: from 200 words to 20,000.
  const words = Math.round(200 * 100 ** (number / (COUNT - 1)));
  const ownSentence = Array.from({ length: 4 }, () => ownWord(locale)).join(' ');
  const word = ownWord(locale);
  const lines: string[] = [];
  let written = 0;
  while (written < words) {
    const sentence = pick(sentences[locale])
      .split(' ')
      .map((each) => (random() < 0.1 ? pick(rare[locale]) : each));
    written += sentence.length;
    lines.push(sentence.join(' '));
  }
  const place = Math.floor(random() * lines.length);
  lines[place] = `${lines[place]} ${word}`;
  lines.splice(Math.floor(random() * lines.length), 0, `${ownSentence}.`);
  // A heading now and then, which makes no section: the worst case.
  const text = lines
    .map((line, index) => (index % 40 === 39 ? `### ${line.slice(0, 60)}\n\n${line}` : line))
    .join(BREAKS[number % BREAKS.length]);
  return { slug: `document-${number}`, locale, words, text, ownWord: word, fourWords: ownSentence };
}

let written: readonly Written[];
let sources: Record<Locale, Source[]>;

beforeAll(async () => {
  const sentencesOf = (locale: Locale) =>
    [...guideDocuments(guides[locale])]
      .flatMap(({ body }) => body.split(/(?<=[.!?])\s+/u))
      .filter((line) => /^[^#\n]{20,}$/u.test(line));
  const sentences = { pl: sentencesOf('pl'), en: sentencesOf('en') };
  written = Array.from({ length: COUNT }, (_, number) => write(number, sentences));
  const guide = await guideSources(guides);
  const own = async (locale: Locale): Promise<Source> => {
    const documents = written
      .filter((one) => one.locale === locale)
      .flatMap(({ slug, text }) => {
        const source = `---\ntitle: House rules\nsummary: How we work\n---\n\n${text}`;
        const parsed = parseArticle(source, { file: `${slug}.md` });
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
        return [...documentsOf(parsed.article)];
      });
    return { name: 'community', index: await buildIndex(locale, documents, () => Promise.resolve()) };
  };
  sources = { pl: [guide.pl, await own('pl')], en: [guide.en, await own('en')] };
}, 120_000);

function missing(queryOf: (one: Written) => string): string[] {
  return written
    .filter((one) => {
      const answer = search(sources[one.locale], queryOf(one), 5);
      return !worthShowing(answer).some(({ document }) => document.slug === one.slug);
    })
    .map(({ words, locale }) => `${locale} ${words}`);
}

describe('in 300 documents of 200 to 20,000 words', () => {
  test('a word that only one of them holds is found', () => {
    expect(missing((one) => one.ownWord)).toEqual([]);
  });

  test('and in a question beside words that stand everywhere', () => {
    const question = {
      pl: (word: string) => `jak to jest z ${word} u klienta`,
      en: (word: string) => `how about ${word} with a client`,
    };
    expect(missing((one) => question[one.locale](one.ownWord)).length).toBeLessThanOrEqual(COUNT / 100);
  });

  test('four consecutive telling words are found', () => {
    expect(missing((one) => one.fourWords).length).toBeLessThanOrEqual(COUNT / 100);
  });

  test('what is found is the passage that holds it', () => {
    for (const one of written) {
      const [first] = search(sources[one.locale], one.ownWord, 5).results;
      expect(fold(first?.document.body ?? '')).toContain(fold(one.ownWord));
    }
  });
});
