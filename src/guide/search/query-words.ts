import type { Locale } from '../../i18n/locales.ts';
import { tokenize } from '../../text/words.ts';
import { BEGIN_ALIKE } from './analysis.ts';
import { isFiller } from './filler-words.ts';
import { type Alternative, findForm, formsLike, type Lexicon, likeliest, withSynonyms } from './lexicon.ts';
import { MAX_SAYING_LENGTH, type SearchIndex } from './search-index.ts';
import { correctionsOf } from './speller.ts';
import { isStopWord, namesPerson } from './stop-words.ts';
import { type Synonyms, synonymsFor } from './synonyms.ts';
import { type ForeignThemes, foreignWords } from './themes.ts';

/** Maximum words and sayings of a query; the rest is left out. */
export const MAX_QUERY_WORDS = 24;
/** Maximum words corrected, since corrections cost more than lookups; a query with more unknown words is not a typo. */
const MAX_CORRECTED_WORDS = 6;
/** Maximum likeness at which the typed word may still be a typo. */
const DOUBTFUL = BEGIN_ALIKE;

/** What a collection knows about words. */
export interface Vocabulary {
  readonly index: SearchIndex;
  /** Themes this collection does not cover: their words match nothing in it. */
  readonly foreign?: ForeignThemes;
  /** Words with the same meaning in its language. */
  readonly synonyms?: Synonyms | undefined;
}

export interface Meaning {
  readonly word: string;
  /** Possible meanings of the word in each source. */
  readonly alternatives: readonly (readonly Alternative[])[];
  /** Whether it names a theme that a source does not cover. */
  readonly foreign: boolean;
  /** Whether it belongs to the story around the question. */
  readonly filler: boolean;
  /** Whether no source knows it with certainty. */
  readonly strange: boolean;
  /** The word that was probably meant, if this one is a typo. */
  readonly correction: string | undefined;
}

/** The meanings of the query's topical words. */
export function meaningsOf(sources: readonly Vocabulary[], query: string): Meaning[] {
  const said = tokenize(query).map(({ word }) => word);
  const inEvery = (test: (word: string, locale: Locale) => boolean) => (word: string) =>
    sources.every(({ index }) => test(word, index.lexicon.locale));
  const telling = [...new Set(said)].filter((word) => !inEvery(isStopWord)(word));
  const topics = telling.filter((word) => !inEvery(namesPerson)(word));
  const words = [...sayingsIn(sources, said), ...(topics.length > 0 ? topics : telling)].slice(0, MAX_QUERY_WORDS);
  const foreign = sources.map((source) => source.foreign && foreignWords(source.foreign, said));
  let unknown = 0;
  return words.map((word): Meaning => {
    const isForeign = sources.map((_, at) => foreign[at]?.has(word) ?? false);
    const mean = (find: (lexicon: Lexicon, synonyms: Synonyms | undefined) => Alternative[]) =>
      sources.map(({ index, synonyms }, at) => (isForeign[at] ? [] : find(index.lexicon, synonyms)));
    // Of a single word that stands in a text, those that only begin alike are many in long texts, and would outweigh that text.
    const only = words.length === 1 && sources.some(({ index }) => findForm(index.lexicon, word));
    let alternatives: readonly (readonly Alternative[])[] = mean((lexicon, synonyms) => {
      const forms = formsLike(lexicon, word).filter(({ likeness }) => !only || likeness > DOUBTFUL);
      return synonyms ? withSynonyms(lexicon, forms, synonymsFor(synonyms, word)) : forms;
    });
    let strange = surestOf(alternatives) <= DOUBTFUL;
    let correction: string | undefined;
    if (strange && ++unknown <= MAX_CORRECTED_WORDS) {
      const corrected = mean((lexicon) => correctionsOf(lexicon, word));
      alternatives = alternatives.map((forms, at) => likeliest(forms, corrected[at] ?? []));
      strange = surestOf(alternatives) <= DOUBTFUL;
      const surest = corrected.flat().reduce<Alternative | undefined>(surer, undefined);
      if (!strange) correction = surest?.form.word;
    }
    return {
      word,
      alternatives,
      foreign: isForeign.includes(true),
      filler: inEvery(isFiller)(word),
      strange,
      correction,
    };
  });
}

function surer(best: Alternative | undefined, other: Alternative): Alternative {
  return best && best.likeness >= other.likeness ? best : other;
}

/** The highest likeness among a word's meanings; 0 for one that no source knows. */
function surestOf(alternatives: Meaning['alternatives']): number {
  return Math.max(0, ...alternatives.flat().map(({ likeness }) => likeness));
}

/** Sayings of the texts that the query contains whole, each as one word: "someone else" consists only of function words. */
function sayingsIn(sources: readonly Vocabulary[], said: readonly string[]): string[] {
  const found = new Set<string>();
  const words = said.slice(0, MAX_QUERY_WORDS);
  for (let start = 0; start < words.length; start++) {
    for (let end = start + 2; end <= Math.min(words.length, start + MAX_SAYING_LENGTH); end++) {
      const saying = words.slice(start, end).join(' ');
      if (sources.some(({ index }) => findForm(index.lexicon, saying))) found.add(saying);
    }
  }
  return [...found];
}
