import { z } from 'zod';
import type { Locale } from '../i18n/locales.ts';
import { tokenize } from '../text/words.ts';
import { type AssistantContext, type AssistantOutcome, ask } from './assistant.ts';
import { createMask } from './masking.ts';
import { rulesFor } from './rules.ts';

const shape = z.strictObject({ summary: z.string() });

/** Minimum cards of a summary: fewer have no theme, and a summary of one card would be that card. */
export const LEAST_CARDS = 3;
/** Maximum characters of a summary. */
const MOST = 900;
/** Number of consecutive words shared with a card that count as a quotation. */
const QUOTED = 8;

/** Sums up a week's shared cards for the digest: themes, no single story. Only texts of public cards may be passed. */
export async function summariseCards(
  context: AssistantContext,
  communityId: string,
  { cards, locale }: { readonly cards: readonly string[]; readonly locale: Locale },
): Promise<AssistantOutcome<string>> {
  if (cards.length < LEAST_CARDS) return { ok: false, reason: 'off' };
  const mask = createMask();
  const payer = { communityId, personId: undefined };
  const outcome = await ask(context, payer, {
    name: 'digest_summary',
    instructions: rulesFor(locale, [
      'Each text of "cards" was shared by a freelancer this week. Sum up in two to four sentences what they had in common and what worked. Name no person, quote nobody, retell no single story.',
    ]),
    data: { cards: cards.map((card) => mask.hide(card)) },
    shape,
    maxTokens: 500,
  });
  if (!outcome.ok) return outcome;
  const summary = outcome.value.summary.trim();
  // A token would stand for something that only one card said.
  if (
    summary === '' ||
    summary.length > MOST ||
    /\[[A-Z]+-\d+\]/u.test(summary) ||
    createMask().hide(summary) !== summary ||
    cards.some((card) => quotes(summary, card))
  )
    return { ok: false, reason: 'malformed' };
  return { ok: true, value: summary };
}

/** Whether a summary repeats a passage of a card word for word. */
function quotes(summary: string, card: string): boolean {
  const wordsOf = (text: string) => tokenize(text).map(({ word }) => word);
  const [words, said] = [wordsOf(summary), ` ${wordsOf(card).join(' ')} `];
  return words.some(
    (_word, at) => at + QUOTED <= words.length && said.includes(` ${words.slice(at, at + QUOTED).join(' ')} `),
  );
}
