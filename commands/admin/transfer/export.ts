import { communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { exportCommunity } from '../../../src/lifecycle/community-file.ts';
import { toMe } from '../../../src/messages/reply.ts';

/** Settings and content of the community as one file. */
export const adminExport = defineCommand({
  key: 'admin.export',
  access: 'moderator',
  contexts: 'guild',
  defer: 'me', // reads all content
  async run(call) {
    const { t, services, command } = call;
    const file = await exportCommunity(services.db, communityOf(call));
    const data = `${JSON.stringify(file, null, 2)}\n`;
    return toMe(
      t('transfer:exported', {
        articles: file.article.length,
        templates: file.template.length,
        scenes: file.scene.length,
        import: command('admin.import'),
      }),
      { type: 'file', file: { name: 'granica.json', data } },
    );
  },
});
