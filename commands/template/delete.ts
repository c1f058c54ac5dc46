import { defineButton } from '../../src/dialogue/action.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { codeBlock, escapeMarkdown } from '../../src/messages/markdown.ts';
import { buttons, toMe, update } from '../../src/messages/reply.ts';
import { deleteOwn, findOwn } from '../../src/templates/own.ts';
import { templateControls } from './controls.ts';
import { findOwnTyped, suggestOwn } from './find.ts';

const deleteTemplate = defineButton({
  ...templateControls.delete,
  access: 'everyone',
  async run({ t, services, person }, { id }) {
    const template = await findOwn(services, id, person.id);
    if (!template || !(await deleteOwn(services, id, person.id))) return update(t('templates:own.alreadyDeleted'));
    return update(t('templates:own.deleted', { title: escapeMarkdown(template.title) }), codeBlock(template.text));
  },
});

const keepOwn = defineButton({
  ...templateControls.keepOwn,
  access: 'everyone',
  run: ({ t }) => update(t('templates:own.kept')),
});

/** Deletes one of the person's own templates, after asking. */
export const templateDelete = defineCommand({
  key: 'template.delete',
  access: 'everyone',
  contexts: 'everywhere',
  options: { template: { type: 'text', required: true, maxLength: 100, suggest: suggestOwn } },
  actions: [deleteTemplate, keepOwn],
  async run(call, { template: typed }) {
    const { t } = call;
    const template = await findOwnTyped(call, typed);
    if (!template) return toMe(t('templates:own.unknown', { template: escapeMarkdown(typed) }));
    return toMe(
      t('templates:own.askDelete', { title: escapeMarkdown(template.title) }),
      buttons(
        { label: t('templates:own.delete'), style: 'danger', does: templateControls.delete.with({ id: template.id }) },
        { label: t('templates:own.keep'), does: templateControls.keepOwn.with({}) },
      ),
    );
  },
});
