import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import type { Guide } from '../../src/guide/articles.ts';
import type { Confidence, SearchAnswer } from '../../src/guide/search/by-words.ts';
import { search, worthShowing } from '../../src/guide/search/search.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, buttons, forMany, type Reply, toMe } from '../../src/messages/reply.ts';
import { vectorsHere } from '../assistant.ts';
import { localGuide } from './here.ts';
import { presentRating, presentWays, wayActions } from './no-answer.ts';
import { openPlace } from './read.ts';
import { presentResult } from './result.ts';
import { chosenPlace, suggestSearch } from './suggest.ts';
import { templateBeside } from './template-beside.ts';

/** Number of results that fit one phone screen. */
const SHOWN = 5;

export const guideSearch = defineCommand({
  key: 'guide.search',
  access: 'everyone',
  contexts: 'everywhere',
  options: { query: { type: 'text', required: true, maxLength: 300, suggest: suggestSearch } },
  actions: wayActions,
  run: searchGuide,
});

async function searchGuide(call: Call, { query }: { readonly query: string }): Promise<Reply> {
  const chosen = await chosenPlace(call, query);
  if (chosen) return openPlace(call, chosen);
  const { t } = call;
  const { guide, sources, answers } = await localGuide(call);
  const byMeaning = await vectorsHere(call);
  const { confidence, results } = byMeaning
    ? found(call, guide, await byMeaning(sources, query, SHOWN))
    : answers.recall('search', query, (asked) => found(call, guide, search(sources, asked, SHOWN)));
  const shown = escapeMarkdown(query.trim());
  const intro = t(`guide:search.${confidence}`, { query: shown, browse: call.command('guide.browse') });
  if (confidence === 'nothing') return toMe(intro, ...(await presentWays(call, query)));
  return toMe(intro, ...results, ...presentRating(call, query));
}

/**
 * What everybody who asks this in this language is shown: the results, and below the sections that have one the ready-made message
 * that fits, each message once.
 */
function found(
  call: Pick<Call, 't' | 'services' | 'person'>,
  guide: Guide,
  answer: SearchAnswer,
): { confidence: Confidence; results: readonly Block[] } {
  const offered = new Set<string>();
  const results = worthShowing(answer).flatMap((result, place) => {
    // Of the other results only one may be meant: a message that merely their article names would be a guess.
    const confidence = place === 0 ? answer.confidence : 'closest';
    const template = templateBeside(call, guide, result.document, confidence);
    const isNew = template && !offered.has(template.label);
    if (template) offered.add(template.label);
    return [presentResult(call.t, result, answer), ...(isNew ? [buttons(template)] : [])];
  });
  return { confidence: answer.confidence, results: forMany(results) };
}
