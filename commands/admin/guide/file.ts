import type { Call } from '../../../src/discord/call.ts';
import type { UploadedFile } from '../../../src/discord/form.ts';
import { escapeMarkdown } from '../../../src/discord/markdown.ts';
import { buttons, type Reply, toMe } from '../../../src/discord/reply.ts';
import { articleLimits } from '../../../src/guide/article.ts';
import { readUpload } from '../../../src/uploads.ts';
import { exampleButton } from './example.ts';

/** Reads an article's file and hands its text on; says so where it cannot be read. */
export async function withFile(
  call: Call,
  upload: UploadedFile,
  use: (file: { readonly name: string; readonly text: string }) => Promise<Reply>,
): Promise<Reply> {
  const { t, services } = call;
  const text = await readUpload(services.fetch, upload, articleLimits.text);
  if (text !== undefined) return use({ name: upload.name, text });
  return toMe(t('articles:file.unreadable', { file: escapeMarkdown(upload.name) }), buttons(exampleButton(call)));
}
