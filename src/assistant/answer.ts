import { z } from 'zod';
import type { SearchAnswer, SearchResult, Source } from '../guide/search/by-words.ts';
import { search } from '../guide/search/search.ts';
import type { Locale } from '../i18n/locales.ts';
import { type AssistantContext, ask, type NoAnswer } from './assistant.ts';
import type { Payer } from './budget.ts';
import { createMask, type Mask } from './masking.ts';
import { rulesFor } from './rules.ts';

/** One statement and the sections (`slug` or `slug#section`) that support it: at least one, each among those retrieved. */
export interface AnswerClaim {
  readonly text: string;
  readonly sources: readonly string[];
}

/**
 * The answer to a question about the guide. `grounded`: in the assistant's words, each claim with its sections. `passages`: the
 * sections themselves, because there is no assistant or no valid answer from it (`reason`). `notCovered`: not in the guide; the
 * closest topics, if any.
 */
export type GuideAnswer =
  | { readonly type: 'grounded'; readonly claims: readonly AnswerClaim[]; readonly search: SearchAnswer }
  | { readonly type: 'passages'; readonly reason: NoAnswer | 'unfounded'; readonly search: SearchAnswer }
  | { readonly type: 'notCovered'; readonly search: SearchAnswer };

export interface Question {
  readonly text: string;
  readonly locale: Locale;
  readonly sources: readonly Source[];
  /** Search function: by words alone, or combined with meaning. */
  readonly find?: (sources: readonly Source[], query: string, limit: number) => Promise<SearchAnswer>;
}

/** Maximum sections given to the assistant. */
const RETRIEVED = 5;
/** Maximum characters given of each section. */
const SECTION_LENGTH = 2500;
const MOST_CLAIMS = 5;
const CLAIM_LENGTH = 600;

const shape = z.strictObject({
  covered: z.boolean().describe('Whether the sections answer the question.'),
  claims: z.array(
    z.strictObject({
      text: z.string().describe('One or two sentences that say only what the cited sections say.'),
      sources: z.array(z.string()).describe('Ids of the sections that say it.'),
    }),
  ),
});

const TASK = [
  'Answer the question only from the given sections of a guide. Add nothing of your own, not even if you know better.',
  'Give at most five short claims, the most useful first, and cite for each the ids of the sections that say it.',
  'If the sections do not answer the question, say so with "covered": false and no claims. That is a good answer.',
];

/**
 * Answers from the guide, or says that the guide does not cover the question. A question without search results is never sent
 * anywhere. Without an assistant, the best passages are the answer.
 */
export async function answerQuestion(
  context: AssistantContext | undefined,
  payer: Payer,
  question: Question,
): Promise<GuideAnswer> {
  const { text, locale, sources, find } = question;
  const found = find ? await find(sources, text, RETRIEVED) : search(sources, text, RETRIEVED);
  if (found.confidence === 'nothing') return { type: 'notCovered', search: found };
  const mask = createMask();
  const outcome = context
    ? await ask(context, payer, {
        name: 'guide_answer',
        instructions: rulesFor(locale, TASK),
        data: { question: mask.hide(text), sections: found.results.map(asData) },
        shape,
        maxTokens: 900,
      })
    : ({ ok: false, reason: 'off' } as const);
  if (!outcome.ok) return extractive(found, outcome.reason);
  if (!outcome.value.covered) return { type: 'notCovered', search: found };
  const claims = standing(outcome.value.claims, found.results, mask);
  return claims.length > 0 ? { type: 'grounded', claims, search: found } : extractive(found, 'unfounded');
}

/** The answer without the assistant: confident results as passages, others as the closest topics. */
function extractive(found: SearchAnswer, reason: NoAnswer | 'unfounded'): GuideAnswer {
  return found.confidence === 'confident'
    ? { type: 'passages', reason, search: found }
    : { type: 'notCovered', search: found };
}

function asData({ document }: SearchResult) {
  const { id, title, heading, body } = document;
  return { id, title: heading ? `${title} › ${heading}` : title, text: body.slice(0, SECTION_LENGTH) };
}

/** The claims that may be shown: each cites given sections and adds nothing from elsewhere. */
function standing(claims: readonly AnswerClaim[], results: readonly SearchResult[], mask: Mask): AnswerClaim[] {
  const given = new Map(results.map(({ document }) => [document.id, document.body]));
  return claims
    .map(({ text, sources }) => ({ text: text.trim(), sources: [...new Set(sources)].filter((id) => given.has(id)) }))
    .filter(({ text, sources }) => {
      if (sources.length === 0 || text === '' || text.length > CLAIM_LENGTH || mask.hasForeignToken(text)) return false;
      // A link, address or mention that no cited section contains was invented, or planted by the question.
      const said = sources.map((id) => given.get(id) ?? '').join('\n');
      return hiddenIn(text).every((item) => said.includes(item));
    })
    .map(({ text, sources }) => ({ text: mask.restore(text), sources }))
    .slice(0, MOST_CLAIMS);
}

/** The e-mail addresses, phone numbers, links and mentions of a text. */
function hiddenIn(text: string): string[] {
  const mask = createMask();
  return [...mask.hide(text).matchAll(/\[(?:EMAIL|LINK|MENTION|PHONE)-\d+\]/gu)].map(([token]) => mask.restore(token));
}
