import { defineButton, defineForm, type FormInput } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { giveBack } from '../../../src/dialogue/failures.ts';
import type { Article } from '../../../src/guide/article.ts';
import { formOf, linesAbove, typedOf, writeArticle } from '../../../src/guide/community/write.ts';
import type { ParsedArticle } from '../../../src/guide/parse.ts';
import { parseLongArticle } from '../../../src/guide/parse-aside.ts';
import { LOCALES } from '../../../src/i18n/locales.ts';
import { type ContentItem, findContent } from '../../../src/library/content.ts';
import {
  type ContentDraft,
  changeContentDraft,
  findContentDraft,
  startContentDraft,
} from '../../../src/library/drafts.ts';
import { findPublishedDraft, publishDraft } from '../../../src/library/versions.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { type Block, type Button, buttons, openForm, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import { slugOf } from '../../../src/text/slug.ts';
import { articleControls, articleVersionControls } from './controls.ts';
import { articleForm, readArticleForm } from './form.ts';
import { presentDraft } from './preview.ts';
import { ignoredLines, problemLines } from './problems.ts';
import { articleOf, scopeOf, titleOf } from './scope.ts';
import { articleVersions, readButton } from './versions.ts';

/** The form of an article, sent for the first time. */
export const submitArticle = defineForm({
  ...articleControls.write,
  access: 'moderator',
  async run(call, params, input) {
    const { services, person, interactionId } = call;
    const { content: contentId, version, slug, locale } = params;
    const item = contentId === undefined ? undefined : await findContent(services.db, scopeOf(call), contentId);
    if (contentId !== undefined && !item) return giveBack(call.t, call.t('articles:gone'), input.values.typed);
    const draft: ContentDraft = {
      ...scopeOf(call),
      id: interactionId,
      authorId: person.id,
      locale,
      edits: contentId === undefined || version === undefined ? undefined : { contentId, version },
      slug,
      text: '',
    };
    return write(call, draft, input, 'new');
  },
});

/** The form of a draft, sent again. */
export const resubmitArticle = defineForm({
  ...articleControls.rewrite,
  access: 'moderator',
  async run(call, { draft: id }, input) {
    const draft = await findDraft(call, id);
    return draft ? write(call, draft, input, 'again') : giveBack(call.t, call.t('articles:gone'), input.values.typed);
  },
});

/** Opens the form again with the draft's text. */
export const editDraft = defineButton({
  ...articleControls.draft,
  access: 'moderator',
  async run(call, { draft: id }) {
    const draft = await findDraft(call, id);
    if (!draft) return toMe(call.t('articles:gone'));
    const article = articleOf({ text: draft.text, slug: 'draft' });
    const start = article ? formOf(article) : typedOf(draft.text);
    return start
      ? openForm(articleForm(call, articleControls.rewrite.with({ draft: id }), start))
      : toMe(call.t('articles:preview.byFile'));
  },
});

/** Turns the preview's pages. */
export const turnPreview = defineButton({
  ...articleControls.preview,
  reads: true,
  access: 'moderator',
  async run(call, { draft: id, page }) {
    const draft = await findDraft(call, id);
    const checked = draft && (await checkDraft(draft));
    return draft && checked?.ok
      ? update(...(await previewOf(call, draft, checked, page)))
      : toMe(call.t('articles:gone'));
  },
});

/** Saves the draft as the newest version. `over` is a version that somebody saved meanwhile, and that may be followed. */
export const publishArticle = defineButton({
  ...articleControls.publish,
  access: 'moderator',
  run: publish,
});

export const writeActions = [
  submitArticle,
  resubmitArticle,
  editDraft,
  turnPreview,
  publishArticle,
  articleVersions.restore,
];

async function write(
  call: Call,
  draft: ContentDraft,
  { values, message }: FormInput,
  which: 'new' | 'again',
): Promise<Reply> {
  const { t, services } = call;
  const before = typedOf(draft.text)?.text ?? '';
  const text = writeArticle(readArticleForm(values, before), await earlierOf(call, draft));
  const kept = { ...draft, text };
  if (which === 'new') await startContentDraft(services, kept);
  else await changeContentDraft(services, draft, text);
  const checked = await checkDraft(kept);
  const answer = message && which === 'again' ? update : toMe;
  if (checked.ok) return answer(...(await previewOf(call, kept, checked)));
  const lines = problemLines(call, checked.problems, linesAbove(text));
  const reply = giveBack(t, [t('articles:notSaved'), ...lines].join('\n'), values.typed);
  return answer(...reply.blocks, buttons({ ...editButton(call, draft.id), style: 'primary' }));
}

/** The draft as its readers will see it, and the way on. */
export async function previewOf(
  call: Call,
  draft: ContentDraft,
  { article, ignored }: Extract<ParsedArticle, { ok: true }>,
  page = 0,
): Promise<(string | Block)[]> {
  const { id } = draft;
  const turn = (to: number) => articleControls.preview.with({ draft: id, page: to });
  const publishIt: Button = {
    label: call.t('articles:preview.publish'),
    style: 'primary',
    does: articleControls.publish.with({ draft: id, over: undefined }),
  };
  const left = ignoredLines(
    call,
    ignored.map(({ field }) => field),
  );
  return [
    ...(await presentDraft(call, draft, article, { page, turn })),
    ...left,
    buttons(publishIt, editButton(call, id)),
  ];
}

async function publish(
  call: Call,
  { draft: id, over }: { readonly draft: string; readonly over: number | undefined },
): Promise<Reply> {
  const { t, services, person } = call;
  const draft = await findDraft(call, id);
  if (!draft) {
    const item = await findPublishedDraft(services.db, scopeOf(call), { id, authorId: person.id });
    return item ? sayPublished(call, item) : update(t('articles:gone'));
  }
  const checked = await checkDraft(draft);
  // The button of a text with problems was never shown; whoever presses it anyway gets no further.
  if (!checked.ok) return update(t('articles:notSaved'), buttons(editButton(call, id)));
  const wantedSlug = ownSlug(call, checked.article.title);
  const saved = await publishDraft(services, scopeOf(call), id, { authorId: person.id, wantedSlug, over });
  if (saved.outcome === 'gone') {
    const reply = giveBack(t, t('articles:removedMeanwhile'), [draft]);
    return { ...reply, type: 'update' };
  }
  if (saved.outcome === 'too-many') return toMe(t('articles:tooMany'));
  const title = escapeMarkdown(checked.article.title);
  if (saved.outcome === 'conflict') {
    const { version } = saved.item;
    return toMe(
      t('articles:conflict', { title, version }),
      buttons({ label: t('articles:publishOver'), does: articleControls.publish.with({ draft: id, over: version }) }),
    );
  }
  return sayPublished(call, saved.item);
}

/** The same however often the button is pressed. */
function sayPublished(call: Call, item: ContentItem): Reply {
  const { t } = call;
  const { version } = item;
  const title = titleOf(item);
  if (item.state === 'hidden') return update(t('articles:savedHidden', { title, version }));
  const restore: Button[] =
    version > 1
      ? [
          {
            label: t('common:versions.restore', { version: version - 1 }),
            does: articleVersionControls.restore.with({ content: item.id, version: version - 1 }),
          },
        ]
      : [];
  return update(t('articles:published', { title, version }), buttons(readButton(call, item), ...restore));
}

/** A name of its own: one of the guide's would replace that article by chance. */
function ownSlug({ services }: Call, title: string): string {
  const slug = slugOf(title, 'article');
  return LOCALES.some((locale) => services.guides[locale].articles.has(slug)) ? `${slug.slice(0, 36)}-our` : slug;
}

function editButton({ t }: Call, draft: string): Button {
  return { label: t('articles:preview.edit'), does: articleControls.draft.with({ draft }) };
}

/** The draft as an article, or what is wrong with it. */
export function checkDraft({ text, slug }: ContentDraft, file = 'draft.md'): Promise<ParsedArticle> {
  return parseLongArticle(text, { file, slug: slug ?? 'draft', community: 'as-written' });
}

/** What the article was before, as far as the form does not show it. */
export async function earlierOf(call: Call, { text, edits, slug, locale }: ContentDraft): Promise<Article | undefined> {
  const drafted = text === '' ? undefined : articleOf({ text, slug: 'draft' });
  if (drafted) return drafted;
  const item = edits && (await findContent(call.services.db, scopeOf(call), edits.contentId));
  const saved = item && articleOf(item);
  return saved ?? (slug === undefined ? undefined : call.services.guides[locale].articles.get(slug));
}

function findDraft(call: Call, id: string): Promise<ContentDraft | undefined> {
  return findContentDraft(call.services, scopeOf(call), { id, authorId: call.person.id });
}
