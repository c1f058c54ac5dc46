import type { Locale } from '../i18n/locales.ts';
import { languageOf } from '../text/language.ts';
import { asDeadline, deadlinesIn, isNoDeadline } from './deadline.ts';
import { type FormatProblem, formatValue, itemsOf } from './format.ts';
import {
  ADDRESSES,
  type Address,
  DERIVED_NAMES,
  greeting,
  isNameLeftOut,
  suggestAddress,
  vocative,
} from './greeting.ts';
import { CLAIM_FIELDS, claimFrom } from './interest/claim.ts';
import { COMPUTED_NAMES, sayClaim } from './interest/say.ts';
import type {
  ParsedText,
  Placeholder,
  PlaceholderKind,
  Template,
  TemplateValue,
  TemplateValues,
  TextPart,
  Tone,
} from './types.ts';

/**
 * Maximum characters of a filled text: in its code block it fits a Components V2 message (4,000 characters) with title and notes.
 */
export const MAX_FILLED_LENGTH = 3500;

export interface FillProblem {
  readonly code: FormatProblem | 'value-missing' | 'date-words' | 'filled-too-long';
  /** The placeholder's name; absent if the problem concerns the whole text. */
  readonly name?: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export type FillResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly FillProblem[] };

export interface FillTemplate {
  readonly template: Pick<Template, 'locale' | 'placeholders' | 'tones'>;
  readonly tone: Tone;
  readonly values: TemplateValues;
}

/** Fills a template. Values of placeholders that the tone does not use are ignored. */
export function fillTemplate({ template, tone, values }: FillTemplate): FillResult {
  const { locale, placeholders } = template;
  return fillText({ text: template.tones[tone], placeholders, tone, locale, values });
}

export interface FillText {
  readonly text: ParsedText;
  readonly placeholders: readonly Placeholder[];
  readonly tone: Tone;
  readonly locale: Locale;
  readonly values: TemplateValues;
}

/**
 * Fills a parsed text, including a member's or a community's own. Every name in the text needs its placeholder. The result is the
 * plain text to send, with the values as typed: in Discord it must be shown in a code block, where mentions and markdown have no
 * effect.
 */
export function fillText(fill: FillText): FillResult {
  const { given, problems } = gather(fill);
  if (problems.length > 0) return { ok: false, problems };
  const filled = closeGaps(render(fill.text.parts, given, ''));
  if (filled.length > MAX_FILLED_LENGTH) {
    const params = { max: MAX_FILLED_LENGTH, length: filled.length };
    return { ok: false, problems: [{ code: 'filled-too-long', params }] };
  }
  return { ok: true, text: filled };
}

/** The filled-in parts of a text as they appear in it: names in their cases, dates, amounts, list items. */
export function filledValues({ template, tone, values }: FillTemplate): string[] {
  const { locale, placeholders } = template;
  const { given } = gather({ text: template.tones[tone], placeholders, tone, locale, values });
  return [...given.values()]
    .filter(({ placeholder }) => placeholder?.kind !== 'choice')
    .flatMap(({ text, value, placeholder }) =>
      placeholder?.kind === 'list' && value !== undefined ? [text, ...itemsOf(value)] : [text],
    );
}

/** The values by name, checked and formatted, with the values derived from them. */
function gather({ text, placeholders, tone, locale, values }: FillText) {
  const problems: FillProblem[] = [];
  const given = new Map<string, Given>();
  const deadlines = deadlinesIn(text.parts, locale);
  for (const placeholder of usedPlaceholders(text, placeholders, tone, locale)) {
    const { name, required, maxLength } = placeholder;
    if (placeholder.kind === 'computed') continue;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const formatted = formatValue(value, placeholder, locale, tone !== 'friendly');
    const isDeadline = placeholder.kind === 'date' && deadlines.has(name);
    if (!formatted.ok) {
      problems.push({ code: formatted.code, name, params: { label: placeholder.label, max: maxLength } });
    } else if (isDeadline && isNoDeadline(formatted.text, locale)) {
      problems.push({ code: 'date-words', name, params: { label: placeholder.label, typed: formatted.text } });
    } else if (isDeadline && formatted.text !== '') {
      given.set(name, { text: asDeadline(formatted.text, locale), value, placeholder });
    } else if (formatted.text !== '' || placeholder.default !== undefined) {
      given.set(name, { text: formatted.text, value, placeholder });
    } else if (required) {
      problems.push({ code: 'value-missing', name, params: { label: placeholder.label } });
    }
  }
  if (problems.length > 0) return { given, problems };
  derive(given, tone, locale);
  if (placeholders.some(({ kind }) => kind === 'computed')) compute(given, values, tone, locale);
  return { given, problems };
}

/** A value that seems to be written in another language than its message. */
export interface ForeignValue {
  readonly name: string;
  readonly label: string;
  readonly text: string;
}

/** Kinds that say nothing of the language that a person writes in. */
const NO_LANGUAGE: ReadonlySet<PlaceholderKind> = new Set(['choice', 'name', 'computed']);
const COMPUTED: ReadonlySet<string> = new Set(COMPUTED_NAMES);

/** The values that seem to be in another language than the message, in form order. */
export function foreignValues({ template, tone, values }: FillTemplate): ForeignValue[] {
  const { locale, placeholders } = template;
  const { given } = gather({ text: template.tones[tone], placeholders, tone, locale, values });
  return [...given].flatMap(([name, { text, placeholder }]) => {
    if (!placeholder || NO_LANGUAGE.has(placeholder.kind) || COMPUTED.has(name)) return [];
    const language = languageOf(text);
    return language === undefined || language === locale ? [] : [{ name, label: placeholder.label, text }];
  });
}

/** The client's name, if the message greets without it; undefined otherwise. */
export function nameLeftOut({ template, tone, values }: FillTemplate): string | undefined {
  const { locale, placeholders } = template;
  const text = template.tones[tone];
  if (!text.names.includes('greeting')) return undefined;
  const { given, problems } = gather({ text, placeholders, tone, locale, values });
  const client = given.get('client')?.text;
  const address = ADDRESSES.find((one) => one === given.get('address')?.text) ?? 'panstwo';
  if (problems.length > 0 || client === undefined) return undefined;
  return isNameLeftOut({ locale, tone, client, address }) ? client : undefined;
}

/** The placeholders to fill in for this text and tone, in form order. */
export function usedPlaceholders(
  text: ParsedText,
  placeholders: readonly Placeholder[],
  tone: Tone,
  locale: Locale,
): readonly Placeholder[] {
  const used = new Set(text.names);
  if (text.names.some((name) => DERIVED_NAMES.has(name))) {
    used.add('client');
    if (locale === 'pl' && tone !== 'friendly') used.add('address');
  }
  if (placeholders.some(({ name, kind }) => kind === 'computed' && used.has(name)))
    for (const name of CLAIM_FIELDS) used.add(name);
  return placeholders.filter((placeholder) => used.has(placeholder.name));
}

/** How the client is addressed in a message; undefined if nothing in it depends on that. */
export function addressIn({ template, tone, values }: FillTemplate): Address | undefined {
  const { placeholders, tones, locale } = template;
  const used = usedPlaceholders(tones[tone], placeholders, tone, locale);
  if (!used.some(({ name }) => name === 'address')) return undefined;
  const client = typeof values.client === 'string' ? values.client : '';
  const chosen = ADDRESSES.find((one) => one === values.address);
  return chosen ?? (client === '' ? undefined : suggestAddress(client)) ?? 'panstwo';
}

interface Given {
  readonly text: string;
  readonly value?: TemplateValue | undefined;
  readonly placeholder?: Placeholder;
}

/** Adds derived values: the form of address, the greeting and the client's vocative. */
function derive(given: Map<string, Given>, tone: Tone, locale: Locale): void {
  const client = given.get('client')?.text;
  const choice = given.get('address');
  const suggested = client === undefined ? undefined : suggestAddress(client);
  const chosen = choice?.text || suggested || choice?.placeholder?.default;
  const address = ADDRESSES.find((one) => one === chosen) ?? 'panstwo';
  if (choice !== undefined) given.set('address', { ...choice, text: address });
  const called = vocative({ locale, tone, client, address });
  given.set('greeting', { text: greeting({ locale, tone, client, address }) });
  if (called !== undefined) given.set('vocative', { text: called });
}

/** Adds the values that are reckoned from the others, if they can be. */
function compute(given: Map<string, Given>, values: TemplateValues, tone: Tone, locale: Locale): void {
  const result = claimFrom(values);
  if (!result.ok) return;
  const said = sayClaim(result.claim, locale, tone !== 'friendly');
  for (const name of COMPUTED_NAMES) {
    const value = said[name];
    if (value === undefined) continue;
    const text = typeof value === 'string' ? value : itemsOf(value).join('; ');
    const placeholder: Placeholder = {
      name,
      label: name,
      kind: typeof value === 'string' ? 'computed' : 'list',
      required: false,
      maxLength: 0,
    };
    given.set(name, { text, value, placeholder });
  }
}

/** Marks an omitted optional part until the gap around it is closed. `tidy` keeps it out of values. */
const GAP = '\ufffc';

function render(parts: readonly TextPart[], given: ReadonlyMap<string, Given>, before: string): string {
  let out = '';
  for (const part of parts) {
    // A value may end with a full stop of its own ("Studio Sp. z o.o.").
    if (part.type === 'literal')
      out += /[.!?…]$/u.test(out) && /^\.(?!\.)/u.test(part.text) ? part.text.slice(1) : part.text;
    else if (part.type === 'placeholder') out += written(part, given, before + out);
    else if (isShown(part.parts, given)) out += render(part.parts, given, before + out);
    else out += render(part.otherwise, given, before + out) || GAP;
  }
  return out;
}

function written(
  part: Extract<TextPart, { type: 'placeholder' }>,
  given: ReadonlyMap<string, Given>,
  before: string,
): string {
  const found = given.get(part.name);
  if (found === undefined) return GAP;
  const { text, value, placeholder } = found;
  if (placeholder?.kind === 'choice') {
    const chosen = text || placeholder.default;
    return part.forms[placeholder.choices?.findIndex((choice) => choice.value === chosen) ?? 0] ?? '';
  }
  // A list alone after a bullet becomes one bullet per item.
  if (placeholder?.kind === 'list' && value !== undefined && /(?:^|\n)- $/u.test(before))
    return itemsOf(value).join('\n- ');
  return text;
}

/** A part is shown when all its own placeholders are given or, if it has none, when any part inside it is shown. */
function isShown(parts: readonly TextPart[], given: ReadonlyMap<string, Given>): boolean {
  const own = parts.filter((part) => part.type === 'placeholder');
  if (own.length > 0) return own.every((part) => given.has(part.name));
  return parts.some((part) => part.type === 'optional' && isShown(part.parts, given));
}

/** Closes the gaps left by omitted parts: no double spaces, no space before punctuation, no empty lines. */
function closeGaps(text: string): string {
  const lines: string[] = [];
  let skipBlank = false;
  for (const line of text.split('\n')) {
    const blank = line.trim() === '';
    if (skipBlank && blank) continue;
    skipBlank = false;
    if (line.includes(GAP) && line.replaceAll(GAP, '').trim() === '') {
      skipBlank = (lines.at(-1) ?? '') === '';
      continue;
    }
    lines.push(blank ? '' : closeGapsInLine(line));
  }
  return lines.join('\n').trim();
}

function closeGapsInLine(line: string): string {
  return line
    .replace(/ *\ufffc[ \ufffc]*/gu, (gap, offset: number) => {
      const next = line[offset + gap.length];
      const atEdge = offset === 0 || next === undefined || /[.,;:!?)]/u.test(next);
      return !atEdge && gap.includes(' ') ? ' ' : '';
    })
    .trimEnd();
}
