import { fieldsOf } from '../persons/form.ts';
import type { FormView } from '../protocol.ts';
import type { ModalBody } from '../rules/bodies.ts';
import { C } from '../rules/components.ts';

/** A form from top to bottom: its texts and its fields. */
export function formParts(modal: ModalBody): FormView['parts'] {
  const fields = fieldsOf(modal);
  return modal.components.flatMap((top): FormView['parts'] => {
    if (top.type === C.TextDisplay) return [{ kind: 'text', content: top.content ?? '' }];
    const own = top.component ?? top.components?.[0];
    const field = fields.find((known) => known.customId === own?.custom_id);
    return field ? [{ kind: 'field', ...field }] : [];
  });
}
