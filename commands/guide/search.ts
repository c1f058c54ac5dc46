import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import type { SearchAnswer, SearchResult } from '../../src/guide/search/by-words.ts';
import type { SearchDocument } from '../../src/guide/search/passages.ts';
import { search, worthShowing } from '../../src/guide/search/search.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, type Reply, toMe } from '../../src/messages/reply.ts';
import { tokenize } from '../../src/text/words.ts';
import { guideControls, refAt } from './controls.ts';
import { sourcesFor } from './here.ts';
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
  const answer = search(await sourcesFor(call), query, SHOWN);
  const shown = escapeMarkdown(query.trim());
  const intro = t(`guide:search.${answer.confidence}`, { query: shown, browse: call.command('guide.browse') });
  if (answer.confidence === 'nothing') return toMe(intro, ...(await presentWays(call, query)));
  const results = worthShowing(answer).map((result) => presentResult(call, result, answer));
  return toMe(intro, ...results, ...presentRating(call, query));
}

/** Article and heading, the matching excerpt with its words in bold, and a button that opens the section. */
function presentResult({ t }: Call, { document }: SearchResult, { matches }: SearchAnswer): Block {
  return {
    type: 'section',
    text: passageText(document, matches, SNIPPET_LENGTH),
    button: { label: t('guide:search.read'), does: guideControls.open.with({ ref: placeOf(document, matches) }) },
  };
}

/** Where a result opens: in a long text, on the page with the passage found. */
function placeOf({ id, body, start }: SearchDocument, matches: ReadonlySet<string>): string {
  if (start === undefined) return id;
  return refAt(
    id,
    start +
      Math.max(
        0,
        tokenize(body).findIndex(({ word }) => matches.has(word)),
      ),
  );
}
