import { defineButton } from '../../../src/dialogue/action.ts';
import { exportContent } from '../../../src/library/content-file.ts';
import { buttons, divider, toMe } from '../../../src/messages/reply.ts';
import { defineVersions } from '../content/versions.ts';
import { communityTemplateControls, templateVersionControls } from './controls.ts';
import { scopeOf, titleOf } from './scope.ts';

/** All templates of the community as a file, to be kept or taken elsewhere. */
const exportTemplates = defineButton({
  ...communityTemplateControls.export,
  access: 'moderator',
  defer: 'me', // reads all templates
  async run(call) {
    const { t, services, community } = call;
    const file = await exportContent(services.db, scopeOf(call));
    const name = `templates-${community?.id ?? ''}.json`;
    return toMe(
      t('templates:transfer.exported', { count: file.items.length, add: call.command('admin.template.add') }),
      {
        type: 'file',
        file: { name, data: `${JSON.stringify(file, null, 2)}\n` },
      },
    );
  },
});

/** A template's versions. */
export const templateVersions = defineVersions({
  controls: templateVersionControls,
  scopeOf,
  gone: ({ t }) => t('templates:community.gone'),
  above: ({ t }, item) => [
    `## ${t('templates:history.title', { title: titleOf(item) })}`,
    ...(item.state === 'removed' ? [t('templates:history.removed')] : []),
  ],
  below: ({ t }) => [
    divider,
    buttons({ label: t('templates:transfer.export'), does: communityTemplateControls.export.with({}) }),
  ],
  restored: ({ t }, item, from) => [
    t('templates:community.restored', { title: titleOf(item), version: item.version, from }),
  ],
});

export const historyActions = [...templateVersions.actions, exportTemplates];
