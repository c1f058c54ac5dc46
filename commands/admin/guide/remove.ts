import { defineButton } from '../../../src/dialogue/action.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { findContent, setContentState } from '../../../src/library/content.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { buttons, toMe, update } from '../../../src/messages/reply.ts';
import { articleControls } from './controls.ts';
import { findTarget, OWN, scopeOf, suggestArticle, titleOf } from './scope.ts';

const removeArticle = defineButton({
  ...articleControls.remove,
  access: 'moderator',
  async run(call, { content }) {
    const { t, services, person } = call;
    const item = await setContentState(services, scopeOf(call), content, 'removed', person.id);
    if (!item) return update(t('articles:gone'));
    return update(
      t('articles:remove.done', { title: titleOf(item) }),
      buttons({ label: t('articles:remove.putBack'), does: articleControls.putBack.with({ content }) }),
    );
  },
});

const putBack = defineButton({
  ...articleControls.putBack,
  access: 'moderator',
  async run(call, { content }) {
    const { t, services, person } = call;
    const item = await setContentState(services, scopeOf(call), content, 'published', person.id);
    return update(item ? t('articles:remove.isBack', { title: titleOf(item) }) : t('articles:gone'));
  },
});

const keepArticle = defineButton({
  ...articleControls.keep,
  access: 'moderator',
  async run(call, { content }) {
    const item = await findContent(call.services.db, scopeOf(call), content);
    return update(item ? call.t('articles:remove.stays', { title: titleOf(item) }) : call.t('articles:gone'));
  },
});

/** Takes an article of the community away, after asking; it can be put back. */
export const adminGuideRemove = defineCommand({
  key: 'admin.guide.remove',
  access: 'moderator',
  contexts: 'guild',
  options: { article: { type: 'text', required: true, maxLength: 100, suggest: suggestArticle(OWN) } },
  actions: [removeArticle, putBack, keepArticle],
  async run(call, { article: typed }) {
    const { t, services, command } = call;
    const target = await findTarget(call, typed, OWN);
    if (!target) return toMe(t('articles:unknown', { article: escapeMarkdown(typed) }));
    if (target.type === 'guide') {
      const title = escapeMarkdown(target.article.title);
      return toMe(t('articles:remove.ofGuide', { title, hide: command('admin.guide.hide') }));
    }
    const { id: content, slug, locale } = target.item;
    const replaces = services.guides[locale].articles.has(slug);
    return toMe(
      t(replaces ? 'articles:remove.askReplacing' : 'articles:remove.ask', { title: titleOf(target.item) }),
      buttons(
        { label: t('articles:remove.confirm'), style: 'danger', does: articleControls.remove.with({ content }) },
        { label: t('articles:remove.keep'), does: articleControls.keep.with({ content }) },
      ),
    );
  },
});
