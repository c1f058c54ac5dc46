import type { Call } from '../../src/dialogue/call.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import type { Field, Form, FormValues } from '../../src/messages/form.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import type { FieldDescriptor } from '../../src/templates/form.ts';
import type { TypedValues } from '../../src/templates/store.ts';

export interface FormPage {
  readonly title: string;
  readonly fields: readonly FieldDescriptor[];
  /** Counted from 0. */
  readonly page: number;
  readonly pages: number;
}

/** One page of a template's form; its title has the page number if there are several. */
export function pageForm({ t }: Call, { title, fields, page, pages }: FormPage, submits: CustomId): Form {
  const place = pages > 1 ? ` · ${t('common:page', { page: page + 1, pages })}` : '';
  return { title: shorten(title, LIMITS.formTitle - place.length) + place, submits, fields: fields.map(fieldOf) };
}

/** The values merged with those of one page, as typed; emptied ones are removed. */
export function withPage(values: TypedValues, fields: readonly FieldDescriptor[], typed: FormValues): TypedValues {
  const names = new Set(fields.map(({ name }) => name));
  const given = fields.map(({ name, input }): [string, string] => [
    name,
    (input === 'choice' ? typed.choice(name) : typed.text(name)) ?? '',
  ]);
  return Object.fromEntries([
    ...Object.entries(values).filter(([name]) => !names.has(name)),
    ...given.filter(([, value]) => value !== ''),
  ]);
}

function fieldOf({
  name: id,
  label,
  hint,
  example,
  input,
  required,
  maxLength,
  value,
  choices,
}: FieldDescriptor): Field {
  const base = { id, label, required, ...(hint ? { hint } : {}) };
  if (input === 'choice' && choices)
    return {
      ...base,
      type: 'choice',
      as: 'radio',
      options: choices.map((choice) => ({ ...choice, chosen: choice.value === value })),
    };
  return {
    ...base,
    type: 'text',
    long: input === 'lines',
    max: maxLength,
    ...(example ? { example } : {}),
    ...(value ? { value } : {}),
  };
}
