import type { Call } from '../../src/dialogue/call.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { findAbsence, workingTime } from '../../src/sheet/auto-reply.ts';
import { doubtOf } from '../../src/sheet/doubtful-fee.ts';
import { readLateFee } from '../../src/sheet/read-terms.ts';
import type { FieldDescriptor } from '../../src/templates/form.ts';
import { valuesFromSheet } from '../../src/templates/from-sheet.ts';
import type { TypedValues } from '../../src/templates/store.ts';
import type { UsableTemplate } from '../../src/templates/usable.ts';
import { formatList } from '../../src/text/format.ts';
import { ownSheet, zoneOf } from '../boundaries/parts.ts';

/** A template's values from the person's boundary sheet, in the template's language. */
export async function sheetValues(call: Call, template: UsableTemplate): Promise<TypedValues> {
  const { placeholders, locale } = template;
  if (!placeholders.some(({ source }) => source?.startsWith('sheet.'))) return {};
  const sheet = await ownSheet(call);
  const time = workingTime(sheet, await zoneOf(call, sheet));
  const absence = time && findAbsence(time, call.services.clock.now());
  return valuesFromSheet(placeholders, sheet, { locale, t: call.translator(locale) }, absence);
}

/** The fields, with a hint at those whose value is from the sheet. */
export function markFromSheet(
  { t }: Call,
  fields: readonly FieldDescriptor[],
  fromSheet: TypedValues,
): readonly FieldDescriptor[] {
  return fields.map((field) => {
    if (field.value === '' || field.value !== given(fromSheet, field.name)) return field;
    const hint = field.hint ? `${t('templates:sheet.hint')} ${field.hint}` : t('templates:sheet.hint');
    return { ...field, hint: shorten(hint, LIMITS.fieldHint) };
  });
}

/** A line that names the fields taken unchanged from the sheet; undefined if there are none. */
export function sheetNote(
  { t, person, command, services }: Call,
  template: UsableTemplate,
  values: TypedValues,
  fromSheet: TypedValues,
): string | undefined {
  const labels = template.placeholders
    .filter(({ name }) => values[name] !== undefined && values[name] === given(fromSheet, name))
    .map((placeholder) => labelFor(services, person.locale, template, placeholder));
  if (labels.length === 0) return undefined;
  const fields = formatList(labels, person.locale);
  return `-# ${t('templates:sheet.note', { fields, edit: command('boundaries.edit') })}`;
}

/** A field's label in the person's language, which need not be the message's. */
export function labelFor(
  { templates }: Pick<Call['services'], 'templates'>,
  locale: Locale,
  { reference }: Pick<UsableTemplate, 'reference'>,
  { name, label }: { readonly name: string; readonly label: string },
): string {
  return templates[locale].find(reference)?.placeholders.find((one) => one.name === name)?.label ?? label;
}

/** What the person should know of a late fee before it goes to a client, whether their sheet filled it in or they did. */
export function feeNotes(
  { t }: Call,
  { placeholders }: Pick<UsableTemplate, 'placeholders'>,
  values: TypedValues,
): string[] {
  return placeholders.flatMap(({ name, source }) => {
    const typed = source === 'sheet.payment.lateFee' ? given(values, name) : undefined;
    const fee = typed ? readLateFee(typed) : undefined;
    const doubt = fee?.ok ? doubtOf(fee.value) : undefined;
    return doubt ? [`-# ${t(`boundaries:notes.${doubt}`)}`] : [];
  });
}

/** Values for another language of the message: those from the sheet are translated, typed ones stay. */
export function sayAnew(values: TypedValues, before: TypedValues, after: TypedValues): TypedValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value === given(before, name) ? (given(after, name) ?? value) : value,
    ]),
  );
}

function given(values: TypedValues, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
