import { control } from '../../src/messages/control.ts';
import { textParam, uuidParam } from '../../src/messages/params.ts';

/** Opens a template's form: from an article, from a list. `id` is a reference. */
export const openTemplateControl = control('template.open', { id: textParam });

/** Opens a template's form about an entry of the person's own: from a logged violation. */
export const openTemplateForControl = control('template.openFor', { id: textParam, entry: uuidParam });
