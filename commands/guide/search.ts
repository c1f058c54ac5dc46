import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import type { Confidence, SearchAnswer, SearchResult } from '../../src/guide/search/by-words.ts';
import type { SearchDocument } from '../../src/guide/search/passages.ts';
import { search, worthShowing } from '../../src/guide/search/search.ts';
import { bodyOf } from '../../src/guide/search/snippet.ts';
import type { Translate } from '../../src/i18n/translator.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, type Reply, toMe } from '../../src/messages/reply.ts';
import { guideControls, refAt } from './controls.ts';
import { localGuide } from './here.ts';
import { presentRating, presentWays, wayActions } from './no-answer.ts';
import { passageText } from './passage.ts';

/** Number of results that fit one phone screen. */
const SHOWN = 5;
const SNIPPET_LENGTH = 160;

export const guideSearch = defineCommand({
  key: 'guide.search',
  access: 'everyone',
  contexts: 'everywhere',
  options: { query: { type: 'text', required: true, maxLength: 300 } },
  actions: wayActions,
  run: searchGuide,
});

async function searchGuide(call: Call, { query }: { readonly query: string }): Promise<Reply> {
  const { t } = call;
  const { sources, answers } = await localGuide(call);
  const { confidence, results } = answers.recall('search', query, (asked) => found(t, search(sources, asked, SHOWN)));
  const shown = escapeMarkdown(query.trim());
  const intro = t(`guide:search.${confidence}`, { query: shown, browse: call.command('guide.browse') });
  if (confidence === 'nothing') return toMe(intro, ...(await presentWays(call, query)));
  return toMe(intro, ...results, ...presentRating(call, query));
}

/** What everybody who asks this in this language is shown. */
function found(t: Translate, answer: SearchAnswer): { confidence: Confidence; results: readonly Block[] } {
  const results = worthShowing(answer).map((result) => presentResult(t, result, answer));
  return { confidence: answer.confidence, results };
}

/** Article and heading, the matching excerpt with its words in bold, and a button that opens the section. */
function presentResult(t: Translate, { document }: SearchResult, { matches }: SearchAnswer): Block {
  return {
    type: 'section',
    text: passageText(document, matches, SNIPPET_LENGTH),
    button: { label: t('guide:search.read'), does: guideControls.open.with({ ref: placeOf(document, matches) }) },
  };
}

/** Where a result opens: in a long text, on the page with the passage found. */
function placeOf(document: SearchDocument, matches: ReadonlySet<string>): string {
  const { id, start } = document;
  if (start === undefined) return id;
  const before = bodyOf(document).words.findIndex((word) => matches.has(word));
  return refAt(id, start + Math.max(0, before));
}
