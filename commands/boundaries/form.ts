import type { Call } from '../../src/dialogue/call.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import type { Field, Form, FormValues } from '../../src/messages/form.ts';
import { cut, LIMITS } from '../../src/messages/limits.ts';
import { FORM_FIELDS, type FormField } from '../../src/sheet/read-part.ts';
import { PAYMENT_METHODS, type SheetPart } from '../../src/sheet/sheet.ts';
import type { SheetValues } from '../../src/sheet/store.ts';
import { formatCountry } from '../../src/text/format.ts';
import { HOLIDAY_COUNTRIES } from '../../src/time/holidays.ts';

const NO_COUNTRY = 'none';
const LONG_FIELDS: readonly FormField[] = ['hours', 'included', 'excluded', 'timeOff', 'priorities'];
/** Maximum characters of a field: generous, so that text that is too long gets an answer instead of being cut off. */
const MAX_TYPED = { line: 200, lines: 1000 } as const;

type TextFieldName = Exclude<FormField, 'methods' | 'country'>;

/** The form of one part. */
export function partForm(call: Call, part: SheetPart, values: SheetValues, submits: CustomId): Form {
  const { t } = call;
  const fields: readonly FormField[] = FORM_FIELDS[part];
  return {
    title: t('boundaries:form.title', { part: t(`sheet:parts.${part}`) }),
    submits,
    fields: fields.map((field) => formField(call, field, values)),
  };
}

/** The submitted values, normalised for storage. */
export function valuesOf(part: SheetPart, values: FormValues): SheetValues {
  const fields: readonly FormField[] = FORM_FIELDS[part];
  return Object.fromEntries(
    fields.map((field): [string, string | readonly string[]] => {
      if (field === 'methods') return [field, values.choices(field)];
      if (field === 'country') return [field, values.choice(field) ?? NO_COUNTRY];
      return [field, values.text(field)];
    }),
  );
}

function formField({ t, person }: Call, id: FormField, values: SheetValues): Field {
  const value = values[id];
  if (id === 'methods') {
    const options = PAYMENT_METHODS.map((method) => ({
      value: method,
      label: t(`sheet:methods.${method}`),
      chosen: value?.includes(method) ?? false,
    }));
    const label = t('boundaries:form.methods.label');
    return { type: 'choices', as: 'checkboxes', id, label, options, required: false, min: 0, max: options.length };
  }
  if (id === 'country') {
    const options = HOLIDAY_COUNTRIES.map((code) => ({
      value: code,
      label: formatCountry(code, person.locale),
      chosen: value === code,
    }));
    const none = { value: NO_COUNTRY, label: t('boundaries:form.country.none'), chosen: false };
    return {
      type: 'choice',
      as: 'list',
      id,
      label: t('boundaries:form.country.label'),
      hint: t('boundaries:form.country.hint'),
      prompt: t('boundaries:form.country.prompt'),
      required: false,
      options: [none, ...options],
    };
  }
  return textField(t, id, typeof value === 'string' ? value : '');
}

function textField(t: Call['t'], id: TextFieldName, value: string): Field {
  const long = LONG_FIELDS.includes(id);
  const max = long ? MAX_TYPED.lines : MAX_TYPED.line;
  const hint = hintOf(t, id);
  return {
    type: 'text',
    id,
    label: t(`boundaries:form.${id}.label`),
    ...(hint ? { hint } : {}),
    example: cut(t(`boundaries:form.${id}.example`), LIMITS.fieldExample),
    required: false,
    long,
    max,
    ...(value ? { value: cut(value, max) } : {}),
  };
}

/** Fields whose label and example are sufficient have no hint. */
function hintOf(t: Call['t'], id: TextFieldName): string | undefined {
  if (id === 'responseTime' || id === 'callLength' || id === 'turnaround' || id === 'rounds') return undefined;
  return t(`boundaries:form.${id}.hint`);
}
