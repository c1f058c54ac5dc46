import { defineCommand } from '../../../src/discord/command.ts';
import { escapeMarkdown } from '../../../src/discord/markdown.ts';
import { openForm, toMe } from '../../../src/discord/reply.ts';
import { readTyped, templateForm } from './form.ts';
import { findTypedContent, suggestContent } from './scope.ts';
import { submitTemplate } from './write.ts';

/** Changes a template of the community. What is saved becomes its next version. */
export const adminTemplateEdit = defineCommand({
  key: 'admin.template.edit',
  access: 'moderator',
  contexts: 'guild',
  options: { template: { type: 'text', required: true, maxLength: 100, suggest: suggestContent } },
  async run(call, { template: typed }) {
    const item = await findTypedContent(call, typed);
    if (!item) return toMe(call.t('templates:community.unknown', { template: escapeMarkdown(typed) }));
    const { id: content, version, locale, text } = item;
    const submits = submitTemplate.with({ content, version, locale, draft: undefined });
    return openForm(templateForm(call, submits, readTyped(text)));
  },
});
