import type { Call } from '../../../src/dialogue/call.ts';
import type { Article } from '../../../src/guide/article.ts';
import { deadLinks } from '../../../src/guide/community/write.ts';
import { linksOfLong, renderLong } from '../../../src/guide/render/render-aside.ts';
import type { ContentDraft } from '../../../src/library/drafts.ts';
import type { CustomId } from '../../../src/messages/custom-id.ts';
import { shorten } from '../../../src/messages/limits.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { type Block, divider } from '../../../src/messages/reply.ts';
import { guideFor } from '../../guide/here.ts';
import { turningPages } from '../../pages.ts';
import { articleProblemLines } from './problems.ts';

/** Maximum characters of an article's search words in its preview. */
const WORDS_LENGTH = 300;

/** The article as its readers will see it, one page at a time, and its search words. */
export async function presentArticleDraft(
  call: Call,
  draft: ContentDraft,
  article: Article,
  { page: wanted, turn }: { readonly page: number; readonly turn: (page: number) => CustomId },
): Promise<(string | Block)[]> {
  const { pages } = await renderLong(article.body);
  const page = Math.min(wanted, pages.length - 1);
  const shown = pages[page] ?? pages[0];
  return [
    headingOf(call, draft),
    divider,
    `# ${escapeMarkdown(article.title)}`,
    shown.text,
    ...turningPages(call, { page, pages: pages.length }, turn),
    divider,
    [`-# ${escapeMarkdown(article.summary)}`, ...wordLines(call, article)].join('\n'),
    ...(await deadLinkLines(call, draft, article)),
  ];
}

function headingOf({ t, services }: Call, { edits, slug, locale }: ContentDraft): string {
  if (edits) return t('articles:preview.next', { version: edits.version + 1 });
  const replaced = slug === undefined ? undefined : services.guides[locale].articles.get(slug);
  return replaced
    ? t('articles:preview.replaces', { title: escapeMarkdown(replaced.title) })
    : t('articles:preview.new');
}

function wordLines({ t }: Call, { keywords, questions }: Article): string[] {
  const list = (texts: readonly string[], joint: string) => escapeMarkdown(shorten(texts.join(joint), WORDS_LENGTH));
  return [
    keywords.length > 0
      ? `-# ${t('articles:preview.keywords', { list: list(keywords, ', ') })}`
      : t('articles:preview.noKeywords'),
    questions.length > 0
      ? `-# ${t('articles:preview.questions', { list: list(questions, ' ') })}`
      : t('articles:preview.noQuestions'),
  ];
}

async function deadLinkLines(call: Call, { locale }: ContentDraft, article: Article): Promise<string[]> {
  const { articles } = await guideFor(call, locale);
  const templates = call.services.templates[locale];
  const links = await linksOfLong(article.body);
  const dead = deadLinks(article, links, { articles, isTemplate: (id) => templates.find(id) !== undefined });
  if (dead.length === 0) return [];
  return [[call.t('articles:preview.deadLinks'), ...articleProblemLines(call, dead.slice(0, 3))].join('\n')];
}
