import { defineButton } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { readUpload } from '../../../src/dialogue/uploads.ts';
import { checkArticles } from '../../../src/guide/community/check.ts';
import { checkLongArticle } from '../../../src/guide/parse-aside.ts';
import { CONTENT_LIMITS } from '../../../src/library/content.ts';
import { type FileItem, importWhole, planItems } from '../../../src/library/content-file.ts';
import { readLongContentFile } from '../../../src/lifecycle/read-aside.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { buttons, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import { sayUnread } from '../../unread.ts';
import { sayFileProblems } from '../transfer/problems.ts';
import { articles } from './articles.ts';
import { articleControls } from './controls.ts';
import { ignoredLines, sayProblem } from './problems.ts';

const MAX_BYTES = 8 * 1024 * 1024;
/** Maximum problems listed in a message. */
const NAMED = 10;

/** The preview contains the file itself, so the button works after a restart and reads the previewed file. */
const takeOver = defineButton({
  ...articleControls.take,
  access: 'moderator',
  defer: 'update',
  async run(call, _params, { message }) {
    const { t, services, person, command } = call;
    const [attached] = message?.files ?? [];
    const source = attached && (await readUpload(services.fetch, attached, MAX_BYTES));
    const read = source?.ok ? await readLongContentFile(source.text, 'article') : undefined;
    if (!read?.ok) return update(t('articles:transfer.lost', { import: command('admin.guide.import') }));
    const { file } = read;
    const { refused: wrong } = await checkArticles(file.items);
    const taking = { authorId: person.id, isValid: (item: FileItem) => !wrong.has(item) };
    const done = await importWhole(services, articles.scope(call), file, taking);
    if (done.refused.length > 0) return update(await sayRefused(call, done.refused));
    return update(
      t('articles:transfer.done', { created: done.created, changed: done.changed, unchanged: done.unchanged }),
    );
  },
});

const leave = defineButton({
  ...articleControls.leave,
  access: 'moderator',
  run: ({ t }) => update(t('articles:transfer.left')),
});

/** Imports the articles in a file of `/admin guide export`, after showing the changes: all of them, or none. */
export const adminGuideImport = defineCommand({
  key: 'admin.guide.import',
  access: 'moderator',
  contexts: 'guild',
  options: { file: { type: 'file', required: true } },
  actions: [takeOver, leave],
  defer: 'me',
  async run(call, { file: upload }): Promise<Reply> {
    const { t, services, command } = call;
    const source = await readUpload(services.fetch, upload, MAX_BYTES);
    if (!source.ok) return toMe(sayUnread(call, upload.name, source.why, MAX_BYTES));
    const read = await readLongContentFile(source.text, 'article');
    if (!read.ok) {
      const named = { file: escapeMarkdown(upload.name), export: command('admin.guide.export') };
      return toMe(sayFileProblems(call, upload.name, read.problems, t('articles:transfer.noFile', named)));
    }
    const { file } = read;
    const { refused: wrong, ignored } = await checkArticles(file.items);
    const plan = await planItems(services.db, articles.scope(call), file.items, (item) => !wrong.has(item));
    const { created, changed, unchanged, refused } = plan;
    if (refused.length > 0) return toMe(await sayRefused(call, refused));
    return toMe(
      `## ${t('articles:transfer.title')}`,
      t('articles:transfer.plan', { created, changed, unchanged }),
      ...ignoredLines(call, [...ignored]),
      { type: 'file', file: { name: 'articles.json', data: source.text } },
      buttons(
        { label: t('articles:transfer.take'), style: 'primary', does: articleControls.take.with({}) },
        { label: t('articles:transfer.leave'), does: articleControls.leave.with({}) },
      ),
    );
  },
});

/** The problems of each article, with the lines of its text. */
async function sayRefused(call: Call, items: readonly FileItem[]): Promise<string> {
  const { t } = call;
  const lines: string[] = [];
  let left = 0;
  for (const { slug, locale, text } of items) {
    const name = `${slug} (${locale})`;
    // Texts beyond the listed ones are only counted: checking each again would take time.
    if (lines.length >= NAMED) {
      left += 1;
      continue;
    }
    const checked = await checkLongArticle(text, { file: `${slug}.md`, slug, community: 'as-written' });
    const problems = checked.ok ? [] : checked.problems;
    if (checked.ok) lines.push(`- ${name}: ${t('articles:transfer.full', { max: CONTENT_LIMITS.items })}`);
    for (const { line, ...problem } of problems.slice(0, NAMED))
      lines.push(`- ${name}: ${t('articles:line', { line, problem: sayProblem(call, problem) })}`);
    left += Math.max(0, problems.length - NAMED);
  }
  left += Math.max(0, lines.length - NAMED);
  return [
    t('articles:transfer.refused'),
    ...lines.slice(0, NAMED),
    ...(left > 0 ? [t('articles:more', { count: left })] : []),
  ].join('\n');
}
