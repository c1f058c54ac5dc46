import { defineCommand } from '../../../src/dialogue/command.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { toMe } from '../../../src/messages/reply.ts';
import { defineRemoval } from '../content/remove.ts';
import { articles } from './articles.ts';
import { findTarget, OWN, suggestArticle } from './target.ts';

const removal = defineRemoval(articles);

/** Removes an article of the community, after asking; it can be restored. */
export const adminGuideRemove = defineCommand({
  key: 'admin.guide.remove',
  access: 'moderator',
  contexts: 'guild',
  options: { article: { type: 'text', required: true, maxLength: 100, suggest: suggestArticle(OWN) } },
  actions: removal.actions,
  async run(call, { article: typed }) {
    const { t, services, command } = call;
    const target = await findTarget(call, typed, OWN);
    if (!target) return toMe(t('articles:unknown', { name: escapeMarkdown(typed) }));
    if (target.type === 'guide') {
      const title = escapeMarkdown(target.article.title);
      return toMe(t('articles:remove.ofGuide', { title, hide: command('admin.guide.hide') }));
    }
    const { item } = target;
    const replaces = services.guides[item.locale].articles.has(item.slug);
    const title = articles.title(item);
    return removal.ask(call, item, replaces ? t('articles:remove.askReplacing', { title }) : undefined);
  },
});
