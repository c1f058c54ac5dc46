import { templateBeside } from '../../kinds/what-helps.ts';
import { tokenize } from '../../text/words.ts';
import type { Article } from '../article.ts';
import { linksOf } from '../markdown.ts';
import { type Confidence, MAX_QUERY_LENGTH, type Source } from '../search/by-words.ts';
import type { SearchDocument } from '../search/passages.ts';
import { search } from '../search/search.ts';

/** Maximum characters of a message that are analysed. */
const MAX_MESSAGE_LENGTH = 4000;
const MAX_SENTENCES = 40;
/** Minimum words of a sentence; shorter ones (greetings, "any ideas?") are skipped if there are longer ones. */
const LEAST_WORDS = 4;
/** Maximum sections shown: as many as fit one phone screen. */
const SHOWN = 3;

export interface ArticleAdvice {
  readonly confidence: Confidence;
  /** Best first; empty exactly when the confidence is `nothing`. */
  readonly documents: readonly SearchDocument[];
}

/**
 * The sections that fit a message. Each sentence is searched separately, since the context around the problem (who, since when,
 * greetings) would blur it; a section's score is the sum over all sentences.
 */
export function adviseOn(sources: readonly Source[], message: string): ArticleAdvice {
  const isBrief = tokenize(message).length < LEAST_WORDS;
  const answers = sentencesOf(message.slice(0, MAX_MESSAGE_LENGTH)).map((sentence) => search(sources, sentence, 10));
  const confident = answers.filter(({ confidence }) => confidence === 'confident');
  const counting = confident.length > 0 ? confident : answers.filter(({ confidence }) => confidence === 'closest');
  const worth = new Map<string, { document: SearchDocument; worth: number }>();
  for (const { results } of counting)
    for (const { source, document, score, coverage } of results) {
      const key = `${source}:${document.id}`;
      const best = results[0]?.score ?? 1;
      const sum = (worth.get(key)?.worth ?? 0) + (score / best) * coverage;
      worth.set(key, { document, worth: sum });
    }
  const documents = [...worth.values()]
    .sort((a, b) => b.worth - a.worth || (a.document.id < b.document.id ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ document }) => document);
  // One or two words of a conversation are not a question; their matches may be chance.
  const confidence = isBrief && counting.length > 0 ? 'closest' : (counting[0]?.confidence ?? 'nothing');
  return { confidence, documents };
}

const sentences = new Intl.Segmenter('pl', { granularity: 'sentence' });

function sentencesOf(message: string): string[] {
  const all = [...sentences.segment(message)].map(({ segment }) => segment.slice(0, MAX_QUERY_LENGTH));
  const long = all.filter((sentence) => tokenize(sentence).length >= LEAST_WORDS);
  return (long.length > 0 ? long : [all.join(' ').slice(0, MAX_QUERY_LENGTH)]).slice(0, MAX_SENTENCES);
}

/**
 * The ready-made message for a found section. Only templates linked in its own text, or named by its article, can fit: a section
 * about a special situation offers none of its neighbours'.
 *
 * @param confidence unless the answer is sure, only a message named by the section itself is offered
 */
export function templateFor(
  article: Article,
  sectionId: string | undefined,
  confidence: Confidence = 'confident',
): string | undefined {
  const section = article.sections.find(({ id }) => id === sectionId);
  const link = linksOf(section?.body ?? article.opening).find(({ target }) => target.startsWith('template:'));
  const linked = link?.target.slice('template:'.length);
  const [first, second] = article.templates;
  // An opening covers the whole article, whose author listed the best fit first; its links may be for special cases.
  if (!section) return confidence === 'confident' || linked === first ? (first ?? linked) : undefined;
  const chosen = templateBeside(section.ref, article.templates);
  if (chosen !== undefined) return chosen;
  return linked ?? (confidence === 'confident' && second === undefined ? first : undefined);
}
