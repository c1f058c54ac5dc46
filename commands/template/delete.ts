import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { codeBlock, escapeMarkdown } from '../../src/messages/markdown.ts';
import { buttons, type Reply, toMe, update } from '../../src/messages/reply.ts';
import { deleteOwn, findOwn, type OwnTemplate } from '../../src/templates/own.ts';
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

/** Asks whether to delete the template, from the list. */
const askDelete = defineButton({
  ...templateControls.askDelete,
  access: 'everyone',
  async run(call, { id }) {
    const template = await findOwn(call.services, id, call.person.id);
    return template ? askFirst(call, template) : toMe(call.t('templates:own.alreadyDeleted'));
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
  actions: [askDelete, deleteTemplate, keepOwn],
  async run(call, { template: typed }) {
    const { t } = call;
    const template = await findOwnTyped(call, typed);
    return template ? askFirst(call, template) : toMe(t('templates:own.unknown', { template: escapeMarkdown(typed) }));
  },
});

function askFirst({ t }: Call, { id, title }: OwnTemplate): Reply {
  return toMe(
    t('templates:own.askDelete', { title: escapeMarkdown(title) }),
    buttons(
      { label: t('templates:own.delete'), style: 'danger', does: templateControls.delete.with({ id }) },
      { label: t('templates:own.keep'), does: templateControls.keepOwn.with({}) },
    ),
  );
}
