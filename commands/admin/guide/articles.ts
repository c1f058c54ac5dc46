import type { Call } from '../../../src/dialogue/call.ts';
import type { Article } from '../../../src/guide/article.ts';
import { formOf, linesAbove, typedOf, writeArticle } from '../../../src/guide/community/write.ts';
import { titleIn } from '../../../src/guide/front-matter.ts';
import { type ParsedArticle, parseArticle } from '../../../src/guide/parse.ts';
import { parseLongArticle } from '../../../src/guide/parse-aside.ts';
import { LOCALES } from '../../../src/i18n/locales.ts';
import { type ContentItem, findContent } from '../../../src/library/content.ts';
import type { ContentDraft } from '../../../src/library/drafts.ts';
import { isNote } from '../../../src/library/hide.ts';
import { type Button, openForm, toMe } from '../../../src/messages/reply.ts';
import { slugOf } from '../../../src/text/slug.ts';
import { openLink } from '../../guide/controls.ts';
import { describeContent, type PreviewedDraft, type WrittenContent } from '../content/content.ts';
import { articleControls } from './controls.ts';
import { articleForm, readArticleForm } from './form.ts';
import { presentArticleDraft } from './preview.ts';
import { articleProblemLines, ignoredLines } from './problems.ts';

/** The articles that moderators write for their community. */
export const articles: WrittenContent = describeContent({
  kind: 'article',
  texts: 'articles:',
  controls: articleControls,
  titleIn,
  isNote,
  typedIn: (text) => text,
  async read(call, draft, values) {
    const before = typedOf(draft.text)?.text ?? '';
    return { text: writeArticle(readArticleForm(values, before), await earlierOf(call, draft)) };
  },
  async check(call, draft) {
    const parsed = await parseDraft(draft);
    if (parsed.ok) return previewed(call, draft, parsed);
    return { ok: false, problems: articleProblemLines(call, parsed.problems, linesAbove(draft.text)) };
  },
  openDraft(call, { id, text }) {
    const article = articleOf({ text, slug: 'draft' });
    const start = article ? formOf(article) : typedOf(text);
    if (!start) return toMe(call.t('articles:preview.byFile'));
    return openForm(articleForm(call, articleControls.rewrite.with({ draft: id }), start));
  },
  // A unique name: one of the guide's would replace that article by accident.
  slugFor({ services }, title) {
    const slug = slugOf(title, 'article');
    return LOCALES.some((locale) => services.guides[locale].articles.has(slug)) ? `${slug.slice(0, 36)}-our` : slug;
  },
  saved(call, item) {
    const said = { title: articles.title(item), version: item.version };
    if (item.state === 'hidden') return { said: call.t('articles:savedHidden', said) };
    return { said: call.t('articles:published', said), open: readButton(call, item) };
  },
});

/** Opens an article of the community as its readers see it. */
export function readButton({ t }: Call, { slug }: ContentItem): Button {
  return { label: t('articles:read'), emoji: '📖', does: openLink(slug) };
}

/** The stored text as an article; undefined for one in an older format, and for a note that only hides one of the guide's. */
export function articleOf({ text, slug }: Pick<ContentItem, 'text' | 'slug'>): Article | undefined {
  const parsed = parseArticle(text, { file: `${slug}.md`, slug, community: 'as-written' });
  return parsed.ok ? parsed.article : undefined;
}

/** The draft as an article, or its problems. */
export function parseDraft({ text, slug }: ContentDraft, file = 'draft.md'): Promise<ParsedArticle> {
  return parseLongArticle(text, { file, slug: slug ?? 'draft', community: 'as-written' });
}

/** A valid draft, as its readers will see it. */
export function previewed(
  call: Call,
  draft: ContentDraft,
  { article, ignored }: Extract<ParsedArticle, { ok: true }>,
): PreviewedDraft {
  const turn = (page: number) => articleControls.preview.with({ draft: draft.id, page });
  const left = ignored.map(({ field }) => field);
  return {
    ok: true,
    title: article.title,
    preview: async (page) => [
      ...(await presentArticleDraft(call, draft, article, { page, turn })),
      ...ignoredLines(call, left),
    ],
  };
}

/** The previous version of the article, for the parts that the form does not show. */
export async function earlierOf(call: Call, { text, edits, slug, locale }: ContentDraft): Promise<Article | undefined> {
  const drafted = text === '' ? undefined : articleOf({ text, slug: 'draft' });
  if (drafted) return drafted;
  const item = edits && (await findContent(call.services.db, articles.scope(call), edits.contentId));
  const saved = item && articleOf(item);
  return saved ?? (slug === undefined ? undefined : call.services.guides[locale].articles.get(slug));
}
