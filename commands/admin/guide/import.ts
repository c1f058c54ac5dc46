import { CONTENT_LIMITS } from '../../../src/communities/content/content.ts';
import { type FileItem, importWhole, planItems, readContentFile } from '../../../src/communities/content/transfer.ts';
import { defineButton } from '../../../src/discord/action.ts';
import type { Call } from '../../../src/discord/call.ts';
import { defineCommand } from '../../../src/discord/command.ts';
import { escapeMarkdown } from '../../../src/discord/markdown.ts';
import { buttons, type Reply, toMe, update } from '../../../src/discord/reply.ts';
import { isArticleText } from '../../../src/guide/community/write.ts';
import { parseArticle } from '../../../src/guide/parse.ts';
import { readUpload } from '../../../src/uploads.ts';
import { sayProblem } from './problems.ts';
import { scopeOf } from './scope.ts';

const MAX_BYTES = 8 * 1024 * 1024;
/** Problems that a message names. */
const NAMED = 10;

/** The preview holds the file itself, so the button works after a restart and reads what was previewed. */
const takeOver = defineButton({
  name: 'admin.guide.take',
  access: 'moderator',
  params: {},
  defer: 'update',
  async run(call, _params, { message }) {
    const { t, services, person, command } = call;
    const [attached] = message?.files ?? [];
    const source = attached && (await readUpload(services.fetch, attached, MAX_BYTES));
    const file = source === undefined ? undefined : readContentFile(source, 'article');
    if (!file) return update(t('articles:transfer.lost', { import: command('admin.guide.import') }));
    const taking = { authorId: person.id, isValid: isArticleText };
    const done = await importWhole(services, scopeOf(call), file, taking);
    if (done.refused.length > 0) return update(sayRefused(call, done.refused));
    return update(
      t('articles:transfer.done', { created: done.created, changed: done.changed, unchanged: done.unchanged }),
    );
  },
});

const leave = defineButton({
  name: 'admin.guide.leave',
  access: 'moderator',
  params: {},
  run: ({ t }) => update(t('articles:transfer.left')),
});

/** Takes over the articles of a file of `/admin guide export`, after showing what that changes: all of them, or none. */
export const adminGuideImport = defineCommand({
  key: 'admin.guide.import',
  access: 'moderator',
  contexts: 'guild',
  options: { file: { type: 'file', required: true } },
  actions: [takeOver, leave],
  defer: 'me',
  async run(call, { file: upload }): Promise<Reply> {
    const { t, services, command } = call;
    const name = escapeMarkdown(upload.name);
    const source = await readUpload(services.fetch, upload, MAX_BYTES);
    if (source === undefined) return toMe(t('articles:transfer.unreadable', { file: name }));
    const file = readContentFile(source, 'article');
    if (!file) return toMe(t('articles:transfer.noFile', { file: name, export: command('admin.guide.export') }));
    const { created, changed, unchanged, refused } = await planItems(
      services.db,
      scopeOf(call),
      file.items,
      isArticleText,
    );
    if (refused.length > 0) return toMe(sayRefused(call, refused));
    return toMe(
      `## ${t('articles:transfer.title')}`,
      t('articles:transfer.plan', { created, changed, unchanged }),
      { type: 'file', file: { name: 'articles.json', data: source } },
      buttons(
        { label: t('articles:transfer.take'), style: 'primary', does: takeOver.with({}) },
        { label: t('articles:transfer.leave'), does: leave.with({}) },
      ),
    );
  },
});

/** What is wrong with which article, and on which line of its text. */
function sayRefused(call: Call, items: readonly FileItem[]): string {
  const { t } = call;
  const lines = items.flatMap(({ slug, locale, ...item }) => {
    const name = `${slug} (${locale})`;
    const parsed = parseArticle(item.text, { file: `${slug}.md`, slug });
    if (parsed.ok) return [`- ${name}: ${t('articles:transfer.full', { max: CONTENT_LIMITS.items })}`];
    return parsed.problems.map(
      ({ line, ...problem }) => `- ${name}: ${t('articles:line', { line, problem: sayProblem(call, problem) })}`,
    );
  });
  const left = lines.length - NAMED;
  return [
    t('articles:transfer.refused'),
    ...lines.slice(0, NAMED),
    ...(left > 0 ? [t('articles:more', { count: left })] : []),
  ].join('\n');
}
