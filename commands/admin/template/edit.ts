import { choice, defineCommand } from '../../../src/dialogue/command.ts';
import { CONTENT_STATES } from '../../../src/kinds/content.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { openForm, toMe } from '../../../src/messages/reply.ts';
import { findPiece } from '../content/find.ts';
import { communityTemplateControls } from './controls.ts';
import { readTypedTemplate, templateForm } from './form.ts';
import { historyActions, templateVersions } from './history.ts';
import { communityTemplates, suggestTemplate } from './templates.ts';

/** Changes a template of the community: saving creates its next version. Also shows its versions, even of a removed one. */
export const adminTemplateEdit = defineCommand({
  key: 'admin.template.edit',
  access: 'moderator',
  contexts: 'guild',
  options: {
    template: {
      type: 'text',
      required: true,
      maxLength: 100,
      suggest: suggestTemplate(CONTENT_STATES),
    },
    what: choice({ values: ['text', 'history'], label: (t, what) => t(`templates:community.history.choices.${what}`) }),
  },
  actions: historyActions,
  async run(call, { template: typed, what }) {
    const item = await findPiece(communityTemplates, call, typed, CONTENT_STATES);
    if (!item) return toMe(call.t('templates:community.unknown', { name: escapeMarkdown(typed) }));
    // A removed template cannot be changed, but one of its versions can be restored first.
    if (what === 'history' || item.state === 'removed') return toMe(...(await templateVersions.present(call, item)));
    const { id: content, version, locale, text } = item;
    const submits = communityTemplateControls.write.with({ content, version, locale, draft: undefined });
    return openForm(templateForm(call, submits, readTypedTemplate(text)));
  },
});
