/** The vocabulary of message templates: pure data, no I/O. */
import type { Locale } from '../i18n/locales.ts';
import type { ViolationKind } from '../kinds/violations.ts';
import type { Money } from '../text/money.ts';

/** `formal` addresses the client as Pan/Pani/Państwo, `friendly` as "ty", `firm` is formal, short and decided. */
export const TONES = ['formal', 'friendly', 'firm'] as const;
export type Tone = (typeof TONES)[number];

/** How a value is typed, checked and formatted: see `format.ts`. A `computed` one has no field: see `interest/`. */
export const PLACEHOLDER_KINDS = [
  'text',
  'longtext',
  'name',
  'date',
  'time',
  'money',
  'list',
  'choice',
  'computed',
] as const;
export type PlaceholderKind = (typeof PLACEHOLDER_KINDS)[number];

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface Placeholder {
  /** The name inside `{{…}}`. */
  readonly name: string;
  /** At most 45 characters, the limit of a label in a Discord form. */
  readonly label: string;
  readonly hint?: string;
  /** Shown in the empty field; at most 100 characters, Discord's limit. */
  readonly example?: string;
  readonly kind: PlaceholderKind;
  readonly required: boolean;
  /**
   * Source of the field's initial value: `last` (what the member typed last time) or a path of the boundary sheet, e.g.
   * `sheet.hours`.
   */
  readonly source?: string;
  /** Longest value in characters. */
  readonly maxLength: number;
  /** Only for `choice`: `{{name|first|second}}` picks the form by the position of the chosen value. */
  readonly choices?: readonly Choice[];
  /** Only for `choice`: the value used while nothing is chosen. */
  readonly default?: string;
}

/** A piece of a parsed text. `optional` stands for `[[…]]`, with the words after `||` in `otherwise`. */
export type TextPart =
  | { readonly type: 'literal'; readonly text: string }
  | { readonly type: 'placeholder'; readonly name: string; readonly forms: readonly string[] }
  | { readonly type: 'optional'; readonly parts: readonly TextPart[]; readonly otherwise: readonly TextPart[] };

export interface ParsedText {
  readonly parts: readonly TextPart[];
  /** Names in order of first appearance. */
  readonly names: readonly string[];
}

export interface Template {
  readonly id: string;
  readonly locale: Locale;
  readonly title: string;
  /** One line for lists, at most 100 characters (the limit of a choice's description). */
  readonly summary: string;
  readonly when: string;
  readonly why: string;
  /** `slug` or `slug#section` of the guide. */
  readonly guide: string;
  readonly kinds: readonly ViolationKind[];
  readonly keywords: readonly string[];
  /** In form order. */
  readonly placeholders: readonly Placeholder[];
  readonly tones: Readonly<Record<Tone, ParsedText>>;
  /** Whether it is a list to tick off (see `checklist.ts`) and no message. */
  readonly isChecklist: boolean;
}

/**
 * A placeholder's value: typed text, or a typed value of the boundary sheet. Dates are `YYYY-MM-DD`, times `HH:MM`; both may also
 * be words ("w piątek"), which stay as they are.
 */
export type TemplateValue = string | Money | readonly string[];
export type TemplateValues = Readonly<Record<string, TemplateValue | undefined>>;

/** A problem as data: the caller turns code and params into a sentence in the person's language. */
export interface TextProblem {
  readonly code: TextProblemCode;
  /** Both count from 1, in UTF-16 units, in the text as typed. */
  readonly line: number;
  readonly column: number;
  readonly params: Readonly<Record<string, string | number>>;
}

export type TextProblemCode =
  | 'text-empty'
  | 'text-too-long'
  | 'placeholder-unclosed'
  | 'placeholder-unopened'
  | 'placeholder-empty'
  | 'placeholder-name-invalid'
  | 'placeholder-name-too-long'
  | 'placeholder-unknown'
  | 'placeholder-forms-mismatch'
  | 'too-many-placeholders'
  | 'optional-unclosed'
  | 'optional-unopened'
  | 'optional-without-placeholder'
  | 'optional-too-deep';
