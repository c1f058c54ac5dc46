import type { Call } from '../../../src/dialogue/call.ts';
import { writeArticle } from '../../../src/guide/community/write.ts';
import { readLongPlain } from '../../../src/guide/parse-aside.ts';
import type { Problem } from '../../../src/guide/problems.ts';
import { type ContentDraft, startContentDraft } from '../../../src/library/drafts.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { buttons, type Reply, toMe } from '../../../src/messages/reply.ts';
import { articleControls } from './controls.ts';
import { exampleButton } from './example.ts';
import { problemLines } from './problems.ts';
import { scopeOf } from './scope.ts';
import { checkDraft, earlierOf, previewOf } from './write.ts';

/** Keeps a file's text as a draft and shows its preview, or what is wrong with it. */
export async function writeFromFile(
  call: Call,
  file: { readonly name: string; readonly text: string },
  { edits, slug, locale }: Pick<ContentDraft, 'edits' | 'slug' | 'locale'>,
): Promise<Reply> {
  const { t, services, person, interactionId: id } = call;
  const draft: ContentDraft = { ...scopeOf(call), id, authorId: person.id, locale, edits, slug, text: file.text };
  const checked = await checkDraft(draft, file.name);
  if (!checked.ok && isPlain(checked.problems)) return writeFromPlain(call, draft, file);
  if (!checked.ok)
    return toMe(
      [t('articles:notSaved'), ...problemLines(call, checked.problems)].join('\n'),
      buttons(exampleButton(call)),
    );
  await startContentDraft(services, draft);
  return toMe(...(await previewOf(call, draft, checked)));
}

function isPlain(problems: readonly Problem[]): boolean {
  return problems.every(({ rule }) => rule === 'front-matter-missing');
}

/** Keeps a text without front matter as a draft. What it does not say is asked for, unless an earlier version says it. */
async function writeFromPlain(
  call: Call,
  begun: ContentDraft,
  file: { readonly name: string; readonly text: string },
): Promise<Reply> {
  const { t, services } = call;
  const earlier = await earlierOf(call, { ...begun, text: '' });
  const { title, text } = await readLongPlain(file.text, file.name);
  const { summary = '', keywords = [], questions = [] } = earlier ?? {};
  const written = writeArticle({ title: earlier?.title ?? title, summary, keywords, questions, text }, earlier);
  const draft = { ...begun, text: written };
  await startContentDraft(services, draft);
  const checked = await checkDraft(draft, file.name);
  if (checked.ok) return toMe(...(await previewOf(call, draft, checked)));
  return toMe(
    t('articles:file.toFinish', { title: escapeMarkdown(title) }),
    buttons(
      { label: t('articles:file.finish'), style: 'primary', does: articleControls.draft.with({ draft: draft.id }) },
      exampleButton(call),
    ),
  );
}
