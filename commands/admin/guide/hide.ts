import type { Call } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import type { OwnPiece } from '../../../src/library/hide.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { toMe } from '../../../src/messages/reply.ts';
import { defineHiding } from '../content/hide.ts';
import { articles } from './articles.ts';
import { articleControls } from './controls.ts';
import { findTarget, PRESENT, suggestArticle } from './target.ts';

const hiding = defineHiding(articles, {
  controls: { showItem: articleControls.showItem, showOwn: articleControls.showOfGuide },
  ownPiece: guideArticle,
  say: ({ t }, key, title) => t(`articles:hide.${key}`, { title }),
});

/** Hides an article in this community: one of its own, or one of the guide's. It can be shown again. */
export const adminGuideHide = defineCommand({
  key: 'admin.guide.hide',
  access: 'moderator',
  contexts: 'guild',
  options: { article: { type: 'text', required: true, maxLength: 100, suggest: suggestArticle(PRESENT) } },
  actions: hiding.actions,
  async run(call, { article: typed }) {
    const target = await findTarget(call, typed, PRESENT);
    if (!target) return toMe(call.t('articles:unknown', { name: escapeMarkdown(typed) }));
    if (target.type === 'guide') return hiding.hide(call, target.article.slug, undefined);
    return hiding.hide(call, target.item.slug, target.item);
  },
});

function guideArticle({ services: { guides } }: Call, slug: string): OwnPiece | undefined {
  const [pl, en] = [guides.pl.articles.get(slug), guides.en.articles.get(slug)];
  return pl && en && { slug, titles: { pl: pl.title, en: en.title } };
}
