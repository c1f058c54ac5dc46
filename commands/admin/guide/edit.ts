import { defineCommand } from '../../../src/dialogue/command.ts';
import type { Article } from '../../../src/guide/article.ts';
import { fitsForm, formOf, typedOf, writeArticle } from '../../../src/guide/community/write.ts';
import type { ContentDraft } from '../../../src/library/drafts.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { openForm, toMe } from '../../../src/messages/reply.ts';
import { articleOf } from './articles.ts';
import { articleControls } from './controls.ts';
import { articleForm } from './form.ts';
import { withFile, writeFromFile } from './from-file.ts';
import { findTarget, PRESENT, suggestArticle, type Target } from './target.ts';

/** Changes an article: saving creates its next version. One of the guide's is replaced in this community. */
export const adminGuideEdit = defineCommand({
  key: 'admin.guide.edit',
  access: 'moderator',
  contexts: 'guild',
  options: {
    article: { type: 'text', required: true, maxLength: 100, suggest: suggestArticle(PRESENT) },
    file: { type: 'file' },
  },
  progress: ({ t }, { file }) => file && t('articles:file.progress'),
  async run(call, { article: typed, file: upload }) {
    const { t, person, command } = call;
    const target = await findTarget(call, typed, PRESENT);
    if (!target) return toMe(t('articles:unknown', { name: escapeMarkdown(typed) }));
    const { edits, slug, locale } = originOf(target, person.locale);
    if (upload) return withFile(call, upload, (file) => writeFromFile(call, file, { edits, slug, locale }));
    const article = target.type === 'guide' ? target.article : articleOf(target.item);
    const typedBefore = article || target.type === 'guide' ? undefined : typedOf(target.item.text);
    const start = article ? formOf(article) : typedBefore && fitsForm(typedBefore) ? typedBefore : undefined;
    if (start) {
      const { contentId: content, version } = edits ?? { contentId: undefined, version: undefined };
      return openForm(articleForm(call, articleControls.write.with({ content, version, slug, locale }), start));
    }
    const [name, data] = target.type === 'guide' ? fileOf(target.article) : [target.item.slug, target.item.text];
    return toMe(
      t('articles:tooLong', { title: escapeMarkdown(article?.title ?? name), edit: command('admin.guide.edit') }),
      {
        type: 'file',
        file: { name: `${name}.md`, data },
      },
    );
  },
});

function originOf(target: Target, locale: ContentDraft['locale']): Pick<ContentDraft, 'edits' | 'slug' | 'locale'> {
  if (target.type === 'guide') return { edits: undefined, slug: target.article.slug, locale };
  const { id: contentId, version, locale: written } = target.item;
  return { edits: { contentId, version }, slug: undefined, locale: written };
}

function fileOf(article: Article): [name: string, data: string] {
  return [article.slug, writeArticle({ ...article, text: article.body }, article)];
}
