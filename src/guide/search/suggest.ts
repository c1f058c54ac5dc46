import { tokenize } from '../../text/words.ts';
import { isShown, MAX_QUERY_LENGTH, type Source } from './by-words.ts';
import { formsLike, formsStarting, TOPICAL_WEIGHT, type WordForm } from './lexicon.ts';
import type { SearchDocument } from './passages.ts';
import { saidIn } from './said.ts';
import { highest, startTally } from './score.ts';
import { search, worthShowing } from './search.ts';
import { isStopWord } from './stop-words.ts';

export interface SearchSuggestion {
  readonly source: string;
  readonly document: SearchDocument;
  /** Folded words found in its text; none if its heading, keywords or questions begin like what is typed. */
  readonly matches: ReadonlySet<string>;
}

const NO_MATCHES: ReadonlySet<string> = new Set();

/** Minimum letters for suggestions; below that, callers offer what the person read last. */
export const MIN_SUGGEST_LENGTH = 2;

/** Weight of a typed word in a heading or title: more than all keywords of a section together. */
const HEADING_WORTH = 200;

/**
 * Suggestions for a partly typed query: sections whose heading, keywords or questions contain every typed word, the last one as a
 * prefix; then, if there is room, search results (other forms, typos).
 *
 * @param limit maximum suggestions; Discord takes 25
 */
export function suggestTitles(sources: readonly Source[], typed: string, limit = 25): SearchSuggestion[] {
  const input = saidIn(typed);
  const words = tokenize(input.slice(0, MAX_QUERY_LENGTH)).map(({ word }) => word);
  const last = words.at(-1);
  if (last === undefined || words.join('').length < MIN_SUGGEST_LENGTH) return [];
  const begun = sources.flatMap((source) => begunIn(source, words.slice(0, -1), last)).sort(byWorth);
  const answer = search(sources, input, Math.min(limit, 20));
  const found = worthShowing(answer).map(({ source, document }) => ({ source, document, matches: answer.matches }));
  const suggestions = new Map<string, SearchSuggestion>();
  for (const { source, document, matches } of [...begun, ...found]) {
    const key = `${source}:${document.id}`;
    if (!suggestions.has(key)) suggestions.set(key, { source, document, matches });
  }
  return [...suggestions.values()].slice(0, limit);
}

type Begun = SearchSuggestion & { readonly worth: number };

function byWorth(a: Begun, b: Begun): number {
  return b.worth - a.worth || (a.document.id < b.document.id ? -1 : 1);
}

/** Maximum sections whose headings are checked for the typed prefix. */
const CANDIDATE_COUNT = 100;

function begunIn(source: Source, complete: readonly string[], last: string): Begun[] {
  const { index } = source;
  const said = complete.filter((word) => !isStopWord(word, index.lexicon.locale));
  const { score: worths, weight: others } = startTally(index);
  addTopical(worths, formsStarting(index.lexicon, last));
  for (const word of said) {
    const forms = formsLike(index.lexicon, word).map(({ form }) => form);
    addTopical(others, forms);
    for (let number = 0; number < worths.length; number++) {
      const [worth = 0, other = 0] = [worths[number], others[number]];
      worths[number] = worth === 0 || other === 0 ? 0 : worth + other;
    }
    others.fill(0);
  }
  // The fields searched here are the same in every passage of a long document.
  const isFirst = (number: number) => index.entries[number]?.lead === number;
  return highest(worths, CANDIDATE_COUNT, (number) => isShown(source, number) && isFirst(number)).flatMap(
    (number): Begun[] => {
      const document = index.entries[number]?.document;
      if (!document) return [];
      const inHeading = HEADING_WORTH * wordsInHeading(document, complete, last);
      const worth = inHeading + (source.boost ?? 1) * (worths[number] ?? 0);
      return [{ source: source.name, document, matches: NO_MATCHES, worth }];
    },
  );
}

/** Typed words that stand in the heading or title; none unless the one being typed begins one of its words. */
function wordsInHeading({ heading, title }: SearchDocument, complete: readonly string[], last: string): number {
  const words = tokenize(heading ?? title).map(({ word }) => word);
  if (!words.some((word) => word.startsWith(last))) return 0;
  return 1 + complete.filter((word) => words.includes(word)).length;
}

/** Records per document number the greatest weight of any of the forms, if it occurs outside running text. */
function addTopical(worths: Float64Array, forms: readonly WordForm[]): void {
  for (const { postings } of forms) {
    for (let at = 0; at < postings.length; at += 2) {
      const number = postings[at] ?? 0;
      const weight = postings[at + 1] ?? 0;
      if (weight >= TOPICAL_WEIGHT && weight > (worths[number] ?? 0)) worths[number] = weight;
    }
  }
}
