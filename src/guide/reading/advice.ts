import type { ViolationKind } from '../../kinds/violations.ts';
import { kindAbout, matterOf, templateBeside, whatHelps } from '../../kinds/what-helps.ts';
import { tokenize } from '../../text/words.ts';
import type { Article } from '../article.ts';
import type { Guide } from '../articles.ts';
import { linksOf } from '../markdown.ts';
import type { Confidence, SearchAnswer, Source } from '../search/by-words.ts';
import type { SearchDocument } from '../search/passages.ts';
import { search } from '../search/search.ts';
import { MAX_STORY_LENGTH } from '../search/sentences.ts';
import { tellsOfFreeDays } from './free-days.ts';

/** Minimum words of a message that asks something; matches of fewer may be chance. */
const LEAST_WORDS = 4;
/** Sections looked at for those that treat different matters. */
const LOOKED_AT = 10;
/** Maximum sections shown: as many as fit one phone screen. */
const SHOWN = 3;
/** Minimum score of a further section, relative to the first: below it, it hardly has to do with the message. */
const LEAST_SHARE = 0.15;

export interface ArticleAdvice {
  readonly confidence: Confidence;
  /** Best first, each about another matter; empty exactly when the confidence is `nothing`. */
  readonly documents: readonly SearchDocument[];
  /** The kind of violation that the message tells of, as far as it is understood. */
  readonly kind: ViolationKind | undefined;
}

/** The sections that fit a message: what answers its trouble best, and what treats its other troubles, if it has several. */
export function adviseOn(sources: readonly Source[], message: string): ArticleAdvice {
  const read = message.slice(0, MAX_STORY_LENGTH);
  const { confidence, results } = search(sources, read, LOOKED_AT);
  const isBrief = tokenize(read).length < LEAST_WORDS;
  return {
    confidence: isBrief && confidence === 'confident' ? 'closest' : confidence,
    documents: differentMatters(results),
    kind: isBrief ? undefined : kindToldIn(read, confidence, results),
  };
}

/** The best section of each matter; a matter's second one says little that is new. */
function differentMatters(results: SearchAnswer['results']): SearchDocument[] {
  const best = results[0]?.score ?? 0;
  const matters = new Map<string, SearchDocument>();
  for (const { document, score } of results) {
    const matter = matterOf(document.id);
    if (score >= best * LEAST_SHARE && !matters.has(matter)) matters.set(matter, document);
  }
  return [...matters.values()].slice(0, SHOWN);
}

/** The kind that a sure first section treats, or that the first two agree on. */
function kindToldIn(
  message: string,
  confidence: Confidence,
  results: SearchAnswer['results'],
): ViolationKind | undefined {
  const [first, second] = results.map(({ document }) => kindAbout(document.id));
  if (first === undefined || (confidence !== 'confident' && first !== second)) return undefined;
  return first === 'after-hours' && tellsOfFreeDays(message) ? 'weekend-holiday' : first;
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

/**
 * The ready-made messages for found sections, each once: of a section that has none, the one with which an answer to its kind of
 * violation begins. Unless the answer is sure, a section after the first offers only its own.
 */
export function messagesFor(
  { articles }: Guide,
  documents: readonly SearchDocument[],
  confidence: Confidence,
): string[] {
  const fitting = documents.flatMap(({ id, slug }, place) => {
    const article = articles.get(slug);
    const own = article && templateFor(article, id.split('#')[1], place === 0 ? confidence : 'closest');
    const kind = kindAbout(id);
    return own ?? (kind === undefined ? [] : whatHelps(kind).template);
  });
  return [...new Set(fitting)];
}
