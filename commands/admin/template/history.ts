import { defineButton } from '../../../src/dialogue/action.ts';
import { exportContent } from '../../../src/library/content-file.ts';
import { buttons, divider, toMe } from '../../../src/messages/reply.ts';
import { defineVersions } from '../content/versions.ts';
import { communityTemplateControls } from './controls.ts';
import { communityTemplates } from './templates.ts';

/** All templates of the community as a file, for backup or for use elsewhere. */
const exportTemplates = defineButton({
  ...communityTemplateControls.export,
  access: 'moderator',
  defer: 'me', // reads all templates
  async run(call) {
    const { t, services, command } = call;
    const scope = communityTemplates.scope(call);
    const file = await exportContent(services.db, scope);
    const said = { count: file.items.length, add: command('admin.template.add') };
    return toMe(t('templates:community.transfer.exported', said), {
      type: 'file',
      file: { name: `templates-${scope.communityId}.json`, data: `${JSON.stringify(file, null, 2)}\n` },
    });
  },
});

/** A template's versions. */
export const templateVersions = defineVersions(communityTemplates, {
  below: ({ t }) => [
    divider,
    buttons({ label: t('templates:community.transfer.export'), does: communityTemplateControls.export.with({}) }),
  ],
});

export const historyActions = [...templateVersions.actions, exportTemplates];
