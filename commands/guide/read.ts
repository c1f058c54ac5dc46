import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand, type Suggestion } from '../../src/dialogue/command.ts';
import type { Guide } from '../../src/guide/articles.ts';
import { MIN_SUGGEST_LENGTH, suggestTitles } from '../../src/guide/search/suggest.ts';
import { LIMITS } from '../../src/messages/limits.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Reply, toMe } from '../../src/messages/reply.ts';
import { fold } from '../../src/text/words.ts';
import { chooseSection, followLink, presentArticle, showPage } from './article-page.ts';
import { guideControls } from './controls.ts';
import { guideFor, readingOf, sectionName, sourcesFor } from './here.ts';
import { askWhy, saveNote, submitRating } from './rate.ts';
import { shareArticle } from './share.ts';

export const openSection = defineButton({
  ...guideControls.open,
  reads: true,
  access: 'everyone',
  run(call, { ref }) {
    const [, article = ref, words] = /^(.*)~(\d{1,7})$/.exec(ref) ?? [];
    return readArticle(call, { article }, words === undefined ? undefined : Number(words));
  },
});

export const guideRead = defineCommand({
  key: 'guide.read',
  access: 'everyone',
  contexts: 'everywhere',
  options: { article: { type: 'text', required: true, maxLength: 200, suggest: suggestArticles } },
  actions: [openSection, showPage, chooseSection, followLink, shareArticle, submitRating, askWhy, saveNote],
  run: (call, typed) => readArticle(call, typed),
});

async function readArticle(
  call: Call,
  { article: typed }: { readonly article: string },
  words?: number,
): Promise<Reply> {
  const { t } = call;
  const [slug = '', section] = typed.trim().split('#');
  const guide = await guideFor(call);
  const known = guide.articles.has(slug);
  const blocks = await presentArticle(
    call,
    known ? { slug, section, words } : { slug: slugByTitle(guide, typed) ?? '' },
  );
  if (blocks) return toMe(...blocks);
  return toMe(t('guide:read.unknown', { article: escapeMarkdown(typed), search: call.command('guide.search') }));
}

function slugByTitle({ articles }: Guide, typed: string): string | undefined {
  const wanted = fold(typed.trim());
  return [...articles.values()].find(({ title }) => fold(title) === wanted)?.slug;
}

/** Sections that match the typed text; for an empty one, the articles that the person read last, then the others in order. */
async function suggestArticles(call: Call, typed: string): Promise<Suggestion[]> {
  const { articles } = await guideFor(call);
  if (typed.trim().length < MIN_SUGGEST_LENGTH) {
    const { recent } = await readingOf(call);
    const slugs = new Set([...recent.map(({ article }) => article), ...articles.keys()]);
    return [...slugs].flatMap((slug) => {
      const article = articles.get(slug);
      return article ? [{ name: article.title, value: slug }] : [];
    });
  }
  return suggestTitles(await sourcesFor(call), typed).map(({ document }) => ({
    name: sectionName(document),
    value: document.id.length <= LIMITS.suggestion ? document.id : document.slug,
  }));
}
