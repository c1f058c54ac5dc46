import type { Locale } from '../i18n/locales.ts';
import { fieldsFromBrackets } from './brackets.ts';
import { placeholdersOf } from './form.ts';
import { DERIVED_NAMES } from './greeting.ts';
import { parseTemplateText } from './parse.ts';
import { type Origin, writeReference } from './reference.ts';
import type { ParsedText, Placeholder, Template } from './types.ts';

/** A template that can be filled in, wherever it comes from. */
export interface UsableTemplate
  extends Pick<Template, 'locale' | 'title' | 'keywords' | 'placeholders' | 'tones' | 'isChecklist'> {
  /** See `reference.ts`. */
  readonly reference: string;
  readonly origin: Origin;
  /** One line for lists; undefined if it has none. */
  readonly summary: string | undefined;
  /** When it fits, why it works and where the guide explains it; only in the catalogue. */
  readonly advice: Pick<Template, 'when' | 'why' | 'guide'> | undefined;
  /** Whether tones produce different messages. */
  readonly hasTones: boolean;
}

export function fromCatalogue(template: Template): UsableTemplate {
  const { id, locale, title, summary, keywords, placeholders, tones, isChecklist, when, why, guide } = template;
  const advice = { when, why, guide };
  return {
    reference: id,
    origin: 'catalogue',
    locale,
    title,
    summary,
    keywords,
    placeholders,
    tones,
    isChecklist,
    advice,
    hasTones: tones.formal !== tones.friendly,
  };
}

/** A text written by a member or by moderators. */
export interface WrittenTemplate {
  readonly origin: 'own' | 'community';
  readonly id: string;
  readonly locale: Locale;
  readonly title: string;
  readonly summary?: string | undefined;
  readonly keywords?: readonly string[];
  readonly text: string;
}

/** A written template in fillable form. `shared` are the placeholders of its language. */
export function fromText(written: WrittenTemplate, shared: ReadonlyMap<string, Placeholder>): UsableTemplate {
  const { origin, id, locale, title, summary, keywords = [], text } = written;
  const parsed = parseTemplateText(fieldsFromBrackets(text, locale));
  // It was checked when saved. If a rule has become stricter since, it is shown as it is rather than lost.
  const content: ParsedText = parsed.ok ? parsed.text : { parts: [{ type: 'literal', text }], names: [] };
  return {
    reference: writeReference({ origin, id }),
    origin,
    locale,
    title,
    summary,
    keywords,
    // The formal tone asks for everything; the form omits what another tone does not use.
    placeholders: placeholdersOf(content, shared, 'formal', locale),
    tones: { formal: content, friendly: content, firm: content },
    isChecklist: false,
    advice: undefined,
    hasTones: content.names.some((name) => DERIVED_NAMES.has(name)),
  };
}

/** The catalogue by topic, in reading order. A test compares it with the files. */
export const TOPICS = {
  refusing: [
    ...['polite-refusal', 'refusal-with-recommendation', 'decline-discount', 'decline-free-sample'],
    ...['decline-social-connection'],
  ],
  beginning: [
    ...['expectations-letter', 'questions-before-signing', 'ask-for-their-terms', 'deposit-request'],
    ...['conversation-summary'],
  ],
  contact: [
    ...['working-hours-reminder', 'move-to-agreed-channel', 'call-length', 'auto-reply', 'voicemail-greeting'],
    ...['absence-announced', 'absence-sudden'],
  ],
  underway: [
    ...['realistic-deadline', 'waiting-for-materials', 'project-paused', 'revisions-end', 'acceptance-request'],
    ...['my-delay'],
  ],
  money: [
    ...['extra-fee', 'extra-work-call', 'late-payment-reminder', 'second-reminder', 'payment-demand', 'stop-work'],
    ...['files-after-payment'],
  ],
  changing: [
    ...['back-to-agreement', 'conversation-tone', 'new-rules', 'new-agreement-proposal', 'rate-increase'],
    ...['end-cooperation'],
  ],
  checklists: ['checks-before-signing', 'contract-clauses', 'project-handover'],
} as const satisfies Record<string, readonly string[]>;

export type Topic = keyof typeof TOPICS;

export const TOPIC_NAMES = Object.keys(TOPICS) as readonly Topic[];
