import { defineCommand } from '../../../src/dialogue/command.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { toMe } from '../../../src/messages/reply.ts';
import { EVER, findTarget, suggestArticle } from './target.ts';
import { articleVersions } from './write.ts';

/** An article's versions, newest first, with buttons to read and restore them; also those of a removed one. */
export const adminGuideHistory = defineCommand({
  key: 'admin.guide.history',
  access: 'moderator',
  contexts: 'guild',
  options: { article: { type: 'text', required: true, maxLength: 100, suggest: suggestArticle(EVER) } },
  actions: articleVersions.actions,
  async run(call, { article: typed }) {
    const { t } = call;
    const target = await findTarget(call, typed, EVER);
    if (!target) return toMe(t('articles:unknown', { name: escapeMarkdown(typed) }));
    if (target.type === 'guide')
      return toMe(t('articles:history.ofGuide', { title: escapeMarkdown(target.article.title) }));
    return toMe(...(await articleVersions.present(call, target.item)));
  },
});
