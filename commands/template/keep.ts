import { defineButton } from '../../src/dialogue/action.ts';
import { openForm } from '../../src/messages/reply.ts';
import { writeTemplateText } from '../../src/templates/written.ts';
import { templateControls } from './controls.ts';
import { draftGone, openDraft } from './draft.ts';
import { saveForm } from './save.ts';

/** Copies a template to the person's own: its text, with the placeholders, in the chosen tone. */
export const keepTemplate = defineButton({
  ...templateControls.keep,
  access: 'everyone',
  async run(call, { draft: id }) {
    const open = await openDraft(call, id);
    if (!open) return draftGone(call);
    const { draft, template } = open;
    const start = { title: template.title, text: writeTemplateText(template.tones[draft.tone]) };
    return openForm(saveForm(call, templateControls.save.with({ id: undefined, locale: template.locale }), start));
  },
});
