import type { Locale } from '../i18n/locales.ts';
import type { Money } from '../text/money.ts';
import { usedPlaceholders } from './fill.ts';
import { MAX_VALUE_LENGTH } from './format.ts';
import { DERIVED_NAMES } from './greeting.ts';
import { unguardedNames } from './parse.ts';
import type { Choice, ParsedText, Placeholder, Template, TemplateValue, TemplateValues, Tone } from './types.ts';

/** Maximum fields of a Discord form. */
export const FIELDS_PER_PAGE = 5;
/** Maximum characters of a field's label in Discord. */
export const MAX_LABEL_LENGTH = 45;

/** Everything a form needs to ask for one placeholder. All texts are within Discord's limits. */
export interface FieldDescriptor {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly example?: string;
  readonly input: 'line' | 'lines' | 'choice';
  readonly required: boolean;
  readonly maxLength: number;
  /** Initial value: the given one as editable text; for a choice, one of its values or ''. */
  readonly value: string;
  /** Path of the boundary sheet that can fill this field. */
  readonly sheetPath?: string;
  readonly choices?: readonly Choice[];
}

export interface FormFields {
  readonly template: Pick<Template, 'placeholders' | 'tones' | 'locale'>;
  readonly tone: Tone;
  readonly values: TemplateValues;
}

/**
 * The fields of a template's form for a tone, in the template's order, five per page at most. The form of address has none where it
 * would need one more page.
 */
export function formFields({ template, tone, values }: FormFields): readonly (readonly FieldDescriptor[])[] {
  const used = usedPlaceholders(template.tones[tone], template.placeholders, tone, template.locale);
  const asked = used.filter(({ kind }) => kind !== 'computed');
  // The name implies it, and below the message it is one press.
  const few = asked.filter(({ name }) => name !== 'address');
  const shown = pages(few).length < pages(asked).length ? few : asked;
  return pages(shown.map((placeholder) => field(placeholder, values)));
}

/**
 * The placeholders of a member's or a community's own text: shared ones keep their description, any other name becomes a line
 * labelled with the name. Placeholders outside every `[[…]]` are required.
 */
export function placeholdersOf(
  text: ParsedText,
  shared: ReadonlyMap<string, Placeholder>,
  tone: Tone,
  locale: Locale,
): readonly Placeholder[] {
  const unguarded = unguardedNames(text);
  const own = text.names
    .filter((name) => !DERIVED_NAMES.has(name))
    .map((name): Placeholder => {
      const described = shared.get(name);
      const plain: Placeholder = {
        name,
        label: name,
        kind: 'text',
        required: false,
        source: 'last',
        maxLength: MAX_VALUE_LENGTH.text,
      };
      return { ...(described ?? plain), required: unguarded.has(name) && described?.default === undefined };
    });
  const derivedFrom = [...shared.values()].filter(({ name }) => name === 'client' || name === 'address');
  const known = new Map([...derivedFrom, ...own].map((placeholder) => [placeholder.name, placeholder]));
  return usedPlaceholders(text, [...known.values()], tone, locale);
}

/** Splits fields into pages of at most five. */
export function pages<T>(fields: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(fields.length / FIELDS_PER_PAGE);
  return Array.from({ length: count }, (_, page) => fields.slice(page * FIELDS_PER_PAGE, (page + 1) * FIELDS_PER_PAGE));
}

function field(placeholder: Placeholder, values: TemplateValues): FieldDescriptor {
  const { name, label, hint, example, kind, required, maxLength, source, choices } = placeholder;
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return {
    name,
    label: label.slice(0, MAX_LABEL_LENGTH),
    ...(hint === undefined ? {} : { hint }),
    ...(example === undefined ? {} : { example }),
    input: kind === 'choice' ? 'choice' : kind === 'longtext' || kind === 'list' ? 'lines' : 'line',
    required,
    maxLength,
    value: firstValue(placeholder, value),
    ...(source?.startsWith('sheet') ? { sheetPath: source } : {}),
    ...(choices === undefined ? {} : { choices }),
  };
}

/** A choice starts with the chosen value, or open: a preselected form of address would override the one implied by the name. */
function firstValue(placeholder: Placeholder, value: TemplateValue | undefined): string {
  const text = value === undefined ? '' : editableText(value).slice(0, placeholder.maxLength);
  if (placeholder.kind !== 'choice') return text;
  return placeholder.choices?.some((choice) => choice.value === text) ? text : '';
}

/** A value as editable text: a list has one line per item, money its amount and currency. */
export function editableText(value: TemplateValue): string {
  if (typeof value === 'string') return value;
  return isList(value) ? value.join('\n') : `${value.amount} ${value.currency}`;
}

function isList(value: readonly string[] | Money): value is readonly string[] {
  return Array.isArray(value);
}
