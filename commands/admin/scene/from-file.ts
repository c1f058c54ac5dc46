import type { Call } from '../../../src/dialogue/call.ts';
import { readUpload } from '../../../src/dialogue/uploads.ts';
import { type ContentDraft, startContentDraft } from '../../../src/library/drafts.ts';
import type { UploadedFile } from '../../../src/messages/form.ts';
import { buttons, type Reply, toMe } from '../../../src/messages/reply.ts';
import { openDocument } from '../../../src/practice/document.ts';
import { MOST_CHARACTERS } from '../../../src/practice/scene-rules.ts';
import { sayUnread } from '../../unread.ts';
import { exampleButton } from './example.ts';
import { presentDraft } from './page.ts';
import { sceneProblemLines } from './problems.ts';
import { readDraft } from './reading.ts';
import { scenes } from './scenes.ts';

/** Stores a file's text as a draft, and shows what there is of it. One that cannot be taken apart is refused with what is wrong. */
export async function writeFromFile(
  call: Call,
  upload: UploadedFile,
  begun: Pick<ContentDraft, 'edits' | 'slug' | 'locale'>,
): Promise<Reply> {
  const { services, person, interactionId: id } = call;
  const read = await readUpload(services.fetch, upload, MOST_CHARACTERS);
  if (!read.ok) return toMe(sayUnread(call, upload.name, read.why, MOST_CHARACTERS), buttons(exampleButton(call)));
  const draft: ContentDraft = { ...scenes.scope(call), ...begun, id, authorId: person.id, text: read.text };
  if (openDocument(draft.text) === undefined) {
    const { problems } = await readDraft(call, draft);
    const lines = [scenes.say(call, 'notSaved'), ...sceneProblemLines(call, problems, draft.text)];
    return toMe(lines.join('\n'), buttons(exampleButton(call)));
  }
  await startContentDraft(services, draft);
  return toMe(...(await presentDraft(call, draft)));
}
