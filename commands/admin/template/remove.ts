import { defineCommand } from '../../../src/dialogue/command.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { toMe } from '../../../src/messages/reply.ts';
import { findPiece, PRESENT_STATES } from '../content/find.ts';
import { defineRemoval } from '../content/remove.ts';
import { communityTemplates, suggestTemplate } from './templates.ts';

const removal = defineRemoval(communityTemplates);

/** Removes a template of the community, after asking; it can be restored. */
export const adminTemplateRemove = defineCommand({
  key: 'admin.template.remove',
  access: 'moderator',
  contexts: 'guild',
  options: {
    template: {
      type: 'text',
      required: true,
      maxLength: 100,
      suggest: suggestTemplate(PRESENT_STATES),
    },
  },
  actions: removal.actions,
  async run(call, { template: typed }) {
    const item = await findPiece(communityTemplates, call, typed, PRESENT_STATES);
    if (!item) return toMe(call.t('templates:community.unknown', { name: escapeMarkdown(typed) }));
    return removal.ask(call, item);
  },
});
