import type { Call } from '../../../src/dialogue/call.ts';
import { readUpload } from '../../../src/dialogue/uploads.ts';
import { ARTICLE_LIMITS } from '../../../src/guide/article.ts';
import { writeArticle } from '../../../src/guide/community/write.ts';
import { readLongPlain } from '../../../src/guide/parse-aside.ts';
import type { Problem } from '../../../src/guide/problems.ts';
import { type ContentDraft, startContentDraft } from '../../../src/library/drafts.ts';
import type { UploadedFile } from '../../../src/messages/form.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { buttons, type Reply, toMe } from '../../../src/messages/reply.ts';
import { sayUnread } from '../../unread.ts';
import { articles, earlierOf, parseDraft, previewed } from './articles.ts';
import { articleControls } from './controls.ts';
import { exampleButton } from './example.ts';
import { articleProblemLines } from './problems.ts';
import { articleWriting } from './write.ts';

interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** Reads an article's file and passes its text on; reports an unreadable one. */
export async function withFile(
  call: Call,
  upload: UploadedFile,
  use: (file: TextFile) => Promise<Reply>,
): Promise<Reply> {
  const read = await readUpload(call.services.fetch, upload, ARTICLE_LIMITS.text);
  if (read.ok) return use({ name: upload.name, text: read.text });
  return toMe(sayUnread(call, upload.name, read.why, ARTICLE_LIMITS.text), buttons(exampleButton(call)));
}

/** Stores a file's text as a draft and shows its preview or its problems. */
export async function writeFromFile(
  call: Call,
  file: TextFile,
  { edits, slug, locale }: Pick<ContentDraft, 'edits' | 'slug' | 'locale'>,
): Promise<Reply> {
  const { t, services, person, interactionId: id } = call;
  const draft: ContentDraft = {
    ...articles.scope(call),
    id,
    authorId: person.id,
    locale,
    edits,
    slug,
    text: file.text,
  };
  const checked = await parseDraft(draft, file.name);
  if (!checked.ok && isPlain(checked.problems)) return writeFromPlain(call, draft, file);
  if (!checked.ok)
    return toMe(
      [t('articles:notSaved'), ...articleProblemLines(call, checked.problems)].join('\n'),
      buttons(exampleButton(call)),
    );
  await startContentDraft(services, draft);
  return toMe(...(await articleWriting.preview(call, draft, previewed(call, draft, checked))));
}

function isPlain(problems: readonly Problem[]): boolean {
  return problems.every(({ rule }) => rule === 'front-matter-missing');
}

/** Stores a text without front matter as a draft. Missing fields are asked for, unless an earlier version has them. */
async function writeFromPlain(call: Call, begun: ContentDraft, file: TextFile): Promise<Reply> {
  const { t, services } = call;
  const earlier = await earlierOf(call, { ...begun, text: '' });
  const { title, text } = await readLongPlain(file.text, file.name);
  const { summary = '', keywords = [], questions = [] } = earlier ?? {};
  const written = writeArticle({ title: earlier?.title ?? title, summary, keywords, questions, text }, earlier);
  const draft = { ...begun, text: written };
  await startContentDraft(services, draft);
  const checked = await parseDraft(draft, file.name);
  if (checked.ok) return toMe(...(await articleWriting.preview(call, draft, previewed(call, draft, checked))));
  return toMe(
    t('articles:file.toFinish', { title: escapeMarkdown(title) }),
    buttons(
      { label: t('articles:file.finish'), style: 'primary', does: articleControls.draft.with({ draft: draft.id }) },
      exampleButton(call),
    ),
  );
}
