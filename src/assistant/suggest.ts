import { z } from 'zod';
import type { Locale } from '../i18n/locales.ts';
import { VIOLATION_KINDS, type ViolationKind } from '../kinds/violations.ts';
import { type AssistantContext, type AssistantOutcome, ask } from './assistant.ts';
import type { Payer } from './budget.ts';
import { createMask } from './masking.ts';
import { rulesFor } from './rules.ts';

export interface ToSuggestFor {
  /** The member's own account of the violation. */
  readonly story: string;
  readonly locale: Locale;
  /** Sections and templates that may be suggested, each with a line about it. */
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly templates: readonly { readonly id: string; readonly title: string }[];
}

export interface KindSuggestion {
  readonly kind: ViolationKind;
  /** One of the given sections and templates; undefined if none fits. */
  readonly section: string | undefined;
  readonly template: string | undefined;
}

const shape = z.strictObject({
  kind: z.enum(VIOLATION_KINDS),
  section: z.string().nullable(),
  template: z.string().nullable(),
});

/** The text sent when a member asks for a suggestion; they see it before anything is sent. */
export function textToSend(story: string): string {
  return createMask().hide(story);
}

/**
 * Suggests an entry's subject and what helps. The story is sent exactly as {@link textToSend} shows it, and nothing else of the
 * entry.
 */
export async function suggestFor(
  context: AssistantContext,
  payer: Payer,
  { story, locale, sections, templates }: ToSuggestFor,
): Promise<AssistantOutcome<KindSuggestion>> {
  const outcome = await ask(context, payer, {
    name: 'suggestion',
    instructions: rulesFor(locale, [
      'A freelancer wrote "story" about a client who crossed a boundary. Choose its kind, and the ids of the one section and the one template that help most; null where none fits.',
    ]),
    data: { story: textToSend(story), kinds: VIOLATION_KINDS, sections, templates },
    shape,
    maxTokens: 200,
  });
  if (!outcome.ok) return outcome;
  const { kind, section, template } = outcome.value;
  const among = (id: string | null, list: readonly { readonly id: string }[]) => list.find((one) => one.id === id)?.id;
  return { ok: true, value: { kind, section: among(section, sections), template: among(template, templates) } };
}
