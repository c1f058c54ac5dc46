import type { SearchAnswer, SearchResult } from '../../src/guide/search/by-words.ts';
import type { SearchDocument } from '../../src/guide/search/passages.ts';
import { bodyOf } from '../../src/guide/search/snippet.ts';
import type { Translate } from '../../src/i18n/translator.ts';
import type { Block } from '../../src/messages/reply.ts';
import { guideControls, refAt } from './controls.ts';
import { passageText } from './passage.ts';

const SNIPPET_LENGTH = 160;

/** Article and heading, the matching excerpt with its words in bold, and a button that opens the section. */
export function presentResult(t: Translate, { document }: SearchResult, { matches }: SearchAnswer): Block {
  return {
    type: 'section',
    text: passageText(document, matches, SNIPPET_LENGTH),
    button: { label: t('guide:search.read'), does: guideControls.open.with({ ref: placeOf(document, matches) }) },
  };
}

/** Where a result opens: in a long text, on the page with the passage found. */
export function placeOf(document: SearchDocument, matches: ReadonlySet<string>): string {
  const { id, start } = document;
  if (start === undefined) return id;
  const before = bodyOf(document).words.findIndex((word) => matches.has(word));
  return refAt(id, start + Math.max(0, before));
}
