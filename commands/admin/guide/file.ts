import type { Call } from '../../../src/dialogue/call.ts';
import { readUpload } from '../../../src/dialogue/uploads.ts';
import { ARTICLE_LIMITS } from '../../../src/guide/article.ts';
import type { UploadedFile } from '../../../src/messages/form.ts';
import { buttons, type Reply, toMe } from '../../../src/messages/reply.ts';
import { sayUnread } from '../../unread.ts';
import { exampleButton } from './example.ts';

/** Reads an article's file and hands its text on; says so where it cannot be read. */
export async function withFile(
  call: Call,
  upload: UploadedFile,
  use: (file: { readonly name: string; readonly text: string }) => Promise<Reply>,
): Promise<Reply> {
  const read = await readUpload(call.services.fetch, upload, ARTICLE_LIMITS.text);
  if (read.ok) return use({ name: upload.name, text: read.text });
  return toMe(sayUnread(call, upload.name, read.why, ARTICLE_LIMITS.text), buttons(exampleButton(call)));
}
