import { defineButton } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { readUpload } from '../../../src/dialogue/uploads.ts';
import { LOCALES } from '../../../src/i18n/locales.ts';
import { type ContentDraft, startContentDraft } from '../../../src/library/drafts.ts';
import type { UploadedFile } from '../../../src/messages/form.ts';
import { type Block, type Button, buttons, type Reply, toMe } from '../../../src/messages/reply.ts';
import { openDocument, writeScene } from '../../../src/practice/document.ts';
import { MOST_CHARACTERS } from '../../../src/practice/scene-rules.ts';
import { sayUnread } from '../../unread.ts';
import { sceneControls } from './controls.ts';
import { presentDraft } from './page.ts';
import { sceneProblemLines } from './problems.ts';
import { readDraft, sceneOfContent } from './reading.ts';
import { scenes } from './scenes.ts';

/** The scene of the content that is shown as an example. */
const EXAMPLE = 'sunday-call';

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

/** Sends a scene as a file in each language. */
export const showExample = defineButton({
  ...sceneControls.example,
  access: 'moderator',
  run: ({ t, services, command }) =>
    toMe(
      t('scenes:file.examples', { add: command('admin.scene.add') }),
      ...LOCALES.flatMap((locale): Block[] => {
        const scene = sceneOfContent(services.scenes[locale], EXAMPLE);
        return scene ? [{ type: 'file', file: { name: `scene.${locale}.md`, data: writeScene(scene) } }] : [];
      }),
    ),
});

export function exampleButton({ t }: Pick<Call, 't'>): Button {
  return { label: t('scenes:file.example'), emoji: '📄', does: sceneControls.example.with({}) };
}
