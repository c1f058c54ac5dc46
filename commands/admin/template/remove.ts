import { defineButton } from '../../../src/dialogue/action.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { findContent, setContentState } from '../../../src/library/content.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { buttons, toMe, update } from '../../../src/messages/reply.ts';
import { communityTemplateControls } from './controls.ts';
import { findTypedContent, scopeOf, suggestContent, titleOf } from './scope.ts';

const removeTemplate = defineButton({
  ...communityTemplateControls.remove,
  access: 'moderator',
  async run(call, { content }) {
    const { t, services, person } = call;
    const item = await setContentState(services, scopeOf(call), content, 'removed', person.id);
    if (!item) return update(t('templates:community.gone'));
    return update(
      t('templates:community.removed', { title: titleOf(item) }),
      buttons({ label: t('templates:community.putBack'), does: communityTemplateControls.putBack.with({ content }) }),
    );
  },
});

const putBack = defineButton({
  ...communityTemplateControls.putBack,
  access: 'moderator',
  async run(call, { content }) {
    const { t, services, person } = call;
    const item = await setContentState(services, scopeOf(call), content, 'published', person.id);
    if (!item) return update(t('templates:community.gone'));
    return update(t('templates:community.isBack', { title: titleOf(item) }));
  },
});

const keepTemplate = defineButton({
  ...communityTemplateControls.keep,
  access: 'moderator',
  async run(call, { content }) {
    const item = await findContent(call.services.db, scopeOf(call), content);
    if (!item) return update(call.t('templates:community.gone'));
    return update(call.t('templates:community.stays', { title: titleOf(item) }));
  },
});

/** Takes a template of the community away, after asking; it can be put back. */
export const adminTemplateRemove = defineCommand({
  key: 'admin.template.remove',
  access: 'moderator',
  contexts: 'guild',
  options: { template: { type: 'text', required: true, maxLength: 100, suggest: suggestContent } },
  actions: [removeTemplate, putBack, keepTemplate],
  async run(call, { template: typed }) {
    const { t } = call;
    const item = await findTypedContent(call, typed);
    if (!item) return toMe(t('templates:community.unknown', { template: escapeMarkdown(typed) }));
    return toMe(
      t('templates:community.askRemove', { title: titleOf(item) }),
      buttons(
        {
          label: t('templates:community.remove'),
          style: 'danger',
          does: communityTemplateControls.remove.with({ content: item.id }),
        },
        { label: t('templates:own.keep'), does: communityTemplateControls.keep.with({ content: item.id }) },
      ),
    );
  },
});
