import { communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { exportContent } from '../../../src/library/content-file.ts';
import { buttons, toMe } from '../../../src/messages/reply.ts';
import { articles } from './articles.ts';
import { exampleButton } from './example.ts';

/** All articles of the community as one file, for backup or for use elsewhere. */
export const adminGuideExport = defineCommand({
  key: 'admin.guide.export',
  access: 'moderator',
  contexts: 'guild',
  defer: 'me', // reads all articles
  async run(call) {
    const { t, services, command } = call;
    const file = await exportContent(services.db, articles.scope(call));
    const name = `articles-${communityOf(call).id}.json`;
    return toMe(
      t('articles:transfer.exported', { count: file.items.length, import: command('admin.guide.import') }),
      { type: 'file', file: { name, data: `${JSON.stringify(file, null, 2)}\n` } },
      buttons(exampleButton(call)),
    );
  },
});
