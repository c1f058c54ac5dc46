import type { Call } from '../../../src/dialogue/call.ts';
import { readUpload } from '../../../src/dialogue/uploads.ts';
import { type ImportOutcome, importContent } from '../../../src/library/content-file.ts';
import { readLongContentFile } from '../../../src/lifecycle/read-aside.ts';
import type { UploadedFile } from '../../../src/messages/form.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { type Reply, toMe } from '../../../src/messages/reply.ts';
import { sayUnread } from '../../unread.ts';
import { sayFileProblems } from '../transfer/problems.ts';
import { communityTemplates, isTemplate } from './templates.ts';

/** Maximum bytes of a file: 200 templates of the longest kind in both languages fit well. */
const MAX_BYTES = 2 * 1024 * 1024;
/** Maximum names of refused templates, to fit one message. */
const NAMED = 20;

/**
 * Imports the templates from an export of `/admin template edit`. Templates not in the file stay; every change is a version.
 */
export async function importTemplates(call: Call, upload: UploadedFile): Promise<Reply> {
  const { t, services, person } = call;
  const source = await readUpload(services.fetch, upload, MAX_BYTES);
  if (!source.ok) return toMe(sayUnread(call, upload.name, source.why, MAX_BYTES));
  const read = await readLongContentFile(source.text, 'template');
  if (!read.ok) {
    const noFile = t('templates:community.transfer.noFile', { file: escapeMarkdown(upload.name) });
    return toMe(sayFileProblems(call, upload.name, read.problems, noFile));
  }
  const outcome = await importContent(services, communityTemplates.scope(call), read.file, {
    authorId: person.id,
    isValid: (item) => isTemplate(call, item),
  });
  return toMe(presentOutcome(call, outcome));
}

function presentOutcome({ t }: Call, { created, changed, unchanged, refused }: ImportOutcome): string {
  const names = refused.slice(0, NAMED).map(({ slug, locale }) => `${slug} (${locale})`);
  return [
    t('templates:community.transfer.done', { created, changed, unchanged }),
    ...(refused.length > 0
      ? [t('templates:community.transfer.refused', { count: refused.length, names: names.join(', ') })]
      : []),
  ].join('\n');
}
