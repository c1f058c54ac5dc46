import type { Locale } from '../../i18n/locales.ts';
import { tokens } from '../../text/words.ts';
import { isStopWord } from './stop-words.ts';

/** A searchable document: a section, or the opening of an article. */
export interface SearchDocument {
  /** `slug` or `slug#section`, unique within its index. */
  readonly id: string;
  readonly slug: string;
  /** Title of the article. */
  readonly title: string;
  /** Heading of the section; absent for the opening of an article. */
  readonly heading?: string;
  readonly keywords: readonly string[];
  readonly questions: readonly string[];
  /** Keywords, questions and title of the same section in the other language: people mix the two. */
  readonly otherWords: readonly string[];
  /** Plain text; of a passage, only its own. */
  readonly body: string;
  /** Words before this passage in the whole body of a long document. Absent for the first passage and for unsplit documents. */
  readonly start?: number;
}

/** Maximum topical words of a body searched in one piece; all of the guide's own sections are shorter. */
export const LONGEST_PIECE = 160;
/** Topical words per passage of a longer body. */
const PASSAGE = 110;
/** Topical words shared by neighbouring passages, so that text across the border is found as well. */
const OVERLAP = 10;
/** Characters below which a body cannot exceed that limit, so its words need not be counted. */
const SURELY_SHORT = 2 * LONGEST_PIECE;

/**
 * A document as the index takes it: in one piece, or a long one in passages of about a section's length, each with the document's
 * heading and keywords, so that a word of a chapter weighs as much as one of a paragraph. Lazy, so that the event loop can run
 * between the passages of a whole book.
 */
export function* passagesOf(document: SearchDocument, locale: Locale): Generator<SearchDocument> {
  const { body } = document;
  if (body.length <= SURELY_SHORT) {
    yield document;
    return;
  }
  /** Topical words not yet emitted: where each begins and ends, and the number of words of any kind before it. */
  let ahead: { start: number; end: number; before: number }[] = [];
  let from: { at: number; before: number } | undefined;
  let before = 0;
  for (const { word, start, end } of tokens(body)) {
    if (!isStopWord(word, locale)) ahead.push({ start, end, before });
    before++;
    if (ahead.length <= LONGEST_PIECE) continue;
    const last = ahead[PASSAGE - 1]?.end ?? end;
    yield { ...document, body: body.slice(from?.at ?? 0, last), ...(from ? { start: from.before } : {}) };
    ahead = ahead.slice(PASSAGE - OVERLAP);
    from = { at: ahead[0]?.start ?? last, before: ahead[0]?.before ?? before };
  }
  yield from ? { ...document, body: body.slice(from.at), start: from.before } : document;
}
