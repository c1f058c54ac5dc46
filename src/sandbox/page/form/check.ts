import type { FieldView } from '../../protocol.ts';
import type { FieldValue, OpenForm } from '../store.ts';
import { fill, words } from '../words/words.ts';
import { fieldsOf } from './open.ts';

/** Problems for which Discord's client would not send the form, as text by field. */
export function errorsOf(form: OpenForm): Record<string, string> {
  return Object.fromEntries(
    fieldsOf(form.view).flatMap((field) => {
      const error = fieldError(field, form.values[field.customId]);
      return error ? [[field.customId, error]] : [];
    }),
  );
}

function fieldError(field: FieldView, value: FieldValue | undefined): string {
  const w = words();
  const { min, max, required, type } = field;
  if (typeof value === 'boolean') return '';
  if (value === undefined || value.length === 0) return required ? w.fieldRequired : '';
  if (typeof value === 'string' && type === 4) {
    if (required && value.trim() === '') return w.fieldRequired;
    if (value.length < min) return fill(w.tooShort, { min });
    return value.length > max ? fill(w.tooLong, { max }) : '';
  }
  if (value.length < min) return fill(w.chooseAtLeast, { min });
  return value.length > max && type !== 21 ? fill(w.chooseAtMost, { max }) : '';
}
