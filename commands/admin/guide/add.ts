import { communityOf } from '../../../src/dialogue/call.ts';
import { choice, defineCommand } from '../../../src/dialogue/command.ts';
import { isSlug } from '../../../src/guide/article.ts';
import { LOCALES } from '../../../src/i18n/locales.ts';
import { openForm } from '../../../src/messages/reply.ts';
import { targetOfFile } from '../content/named-file.ts';
import { articles } from './articles.ts';
import { articleControls } from './controls.ts';
import { showExample } from './example.ts';
import { articleForm } from './form.ts';
import { withFile, writeFromFile } from './from-file.ts';
import { articleWriteActions } from './write.ts';

/**
 * Writes an article for the community: a form or a file, then a preview, and only then is it saved. A file named like an
 * article replaces that article, also one of the guide's.
 */
export const adminGuideAdd = defineCommand({
  key: 'admin.guide.add',
  access: 'moderator',
  contexts: 'guild',
  options: {
    language: choice({ values: LOCALES, label: (t, locale) => t(`articles:languageName.${locale}`) }),
    file: { type: 'file' },
  },
  actions: [...articleWriteActions, showExample],
  progress: ({ t }, { file }) => file && t('articles:file.progress'),
  run(call, { language, file: upload }) {
    const locale = language ?? communityOf(call).locale;
    if (!upload) {
      const submits = articleControls.write.with({ content: undefined, version: undefined, slug: undefined, locale });
      return openForm(articleForm(call, submits));
    }
    return withFile(call, upload, async (file) =>
      writeFromFile(call, file, await targetOfFile(articles, call, { name: file.name, locale, isName: isSlug })),
    );
  },
});
