import { defineButton } from '../../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { type GuideArticle, hideGuideArticle, showGuideArticle } from '../../../src/guide/community/hide.ts';
import { findContent, setContentState } from '../../../src/library/content.ts';
import type { CustomId } from '../../../src/messages/custom-id.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { buttons, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import { articles } from './articles.ts';
import { articleControls } from './controls.ts';
import { findTarget, PRESENT, suggestArticle } from './target.ts';

/** Shows an article of the community again. */
const showItem = defineButton({
  ...articleControls.showItem,
  access: 'moderator',
  async run(call, { content }) {
    const { t, services, person } = call;
    const found = await findContent(services.db, articles.scope(call), content);
    // This button does not restore an article that was removed meanwhile.
    if (!found || found.state === 'removed') return update(t('articles:gone'));
    const item = await setContentState(services, articles.scope(call), content, 'published', person.id);
    return update(item ? t('articles:hide.shown', { title: articles.title(item) }) : t('articles:gone'));
  },
});

/** Shows an article of the guide again. */
const showOfGuide = defineButton({
  ...articleControls.showOfGuide,
  access: 'moderator',
  async run(call, { slug }) {
    const { t, services, person } = call;
    const article = guideArticle(call, slug);
    if (!article) return update(t('articles:gone'));
    const community = communityOf(call);
    await showGuideArticle(services, community.id, article, { actorId: person.id, locale: community.locale });
    return update(t('articles:hide.shown', { title: escapeMarkdown(article.titles[person.locale]) }));
  },
});

/** Hides an article in this community: one of its own, or one of the guide's. It can be shown again. */
export const adminGuideHide = defineCommand({
  key: 'admin.guide.hide',
  access: 'moderator',
  contexts: 'guild',
  options: { article: { type: 'text', required: true, maxLength: 100, suggest: suggestArticle(PRESENT) } },
  actions: [showItem, showOfGuide],
  async run(call, { article: typed }): Promise<Reply> {
    const { t, services, person } = call;
    const target = await findTarget(call, typed, PRESENT);
    if (!target) return toMe(t('articles:unknown', { name: escapeMarkdown(typed) }));
    const slug = target.type === 'guide' ? target.article.slug : target.item.slug;
    const ofGuide = guideArticle(call, slug);
    if (ofGuide) {
      const community = communityOf(call);
      await hideGuideArticle(services, community.id, ofGuide, { actorId: person.id, locale: community.locale });
      return hidden(call, escapeMarkdown(ofGuide.titles[person.locale]), articleControls.showOfGuide.with({ slug }));
    }
    if (target.type === 'guide') return toMe(t('articles:gone'));
    const { id: content, state } = target.item;
    const title = articles.title(target.item);
    const show = articleControls.showItem.with({ content });
    if (state === 'hidden')
      return toMe(t('articles:hide.already', { title }), buttons({ label: t('articles:hide.show'), does: show }));
    await setContentState(services, articles.scope(call), content, 'hidden', person.id);
    return hidden(call, title, show);
  },
});

function hidden({ t }: Call, title: string, show: CustomId): Reply {
  return toMe(t('articles:hide.done', { title }), buttons({ label: t('articles:hide.show'), does: show }));
}

function guideArticle({ services: { guides } }: Call, slug: string): GuideArticle | undefined {
  const [pl, en] = [guides.pl.articles.get(slug), guides.en.articles.get(slug)];
  return pl && en && { slug, titles: { pl: pl.title, en: en.title } };
}
