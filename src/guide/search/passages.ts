import type { Locale } from '../../i18n/locales.ts';
import { tokens } from '../../text/words.ts';
import { isStopWord } from './stop-words.ts';

/** What is searched: a section, or the opening of an article. */
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
  /** Keywords, questions and title of the same section in the other language: people mix both. */
  readonly otherWords: readonly string[];
  /** Plain text; of a passage, its own alone. */
  readonly body: string;
  /** Of a passage of a long document: the words before it in the whole body. Absent for the first, and for what is in one piece. */
  readonly start?: number;
}

/** Telling words of the longest body that is searched in one piece; the guide's own sections all are. */
export const LONGEST_PIECE = 160;
/** Telling words of a passage of a longer body. */
const PASSAGE = 110;
/** Telling words that a passage shares with the one before, so that what is said across the border is found as well. */
const OVERLAP = 10;
/** Shorter bodies, in characters, cannot hold more telling words than that, so nobody has to count them. */
const SURELY_SHORT = 2 * LONGEST_PIECE;

/**
 * A document as the index takes it: in one piece, or a long one in passages of about a section's length, each with the
 * document's heading and keywords. A word of a chapter then weighs as much as one of a paragraph. Lazy, so that the
 * event loop gets its turn between the passages of a whole book.
 */
export function* passagesOf(document: SearchDocument, locale: Locale): Generator<SearchDocument> {
  const { body } = document;
  if (body.length <= SURELY_SHORT) {
    yield document;
    return;
  }
  /** The telling words not yet handed out: where each begins and ends, and how many words of any kind stand before it. */
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
