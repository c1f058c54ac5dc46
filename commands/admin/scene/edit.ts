import type { Call } from '../../../src/dialogue/call.ts';
import { choice, defineCommand } from '../../../src/dialogue/command.ts';
import { CONTENT_STATES } from '../../../src/kinds/content.ts';
import { type ContentDraft, startContentDraft } from '../../../src/library/drafts.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { toMe } from '../../../src/messages/reply.ts';
import { writeScene } from '../../../src/practice/document.ts';
import { sceneNamed } from '../../../src/practice/suggest.ts';
import { findPiece } from '../content/find.ts';
import { writeFromFile } from './from-file.ts';
import { sceneVersions } from './history.ts';
import { presentDraft } from './page.ts';
import { sceneOption, scenes } from './scenes.ts';

/**
 * Changes a scene: saving creates its next version. One of the content is replaced in this community. Also shows the versions, even of a
 * removed one.
 */
export const adminSceneEdit = defineCommand({
  key: 'admin.scene.edit',
  access: 'moderator',
  contexts: 'guild',
  options: {
    scene: sceneOption(CONTENT_STATES, { ofContent: true }),
    what: choice({ values: ['text', 'history'], label: (t, what) => t(`scenes:history.choices.${what}`) }),
    file: { type: 'file' },
  },
  actions: sceneVersions.actions,
  progress: ({ t }, { file }) => file && t('articles:file.progress'),
  async run(call, { scene: typed, what, file: upload }) {
    const item = await findPiece(scenes, call, typed, CONTENT_STATES);
    // A removed scene cannot be changed, but one of its versions can be restored first.
    if (item && (what === 'history' || item.state === 'removed'))
      return toMe(...(await sceneVersions.present(call, item)));
    const begun = item
      ? { edits: { contentId: item.id, version: item.version }, locale: item.locale, text: item.text }
      : ofContent(call, typed);
    if (!begun) return toMe(call.t('scenes:unknown', { name: escapeMarkdown(typed) }));
    if (what === 'history') return toMe(call.t('scenes:history.ofContent'));
    if (upload) return writeFromFile(call, upload, begun);
    const { services, person, interactionId: id } = call;
    const draft: ContentDraft = { ...scenes.scope(call), ...begun, id, authorId: person.id };
    await startContentDraft(services, draft);
    return toMe(...(await presentDraft(call, draft)));
  },
});

function ofContent(
  { services, person }: Call,
  typed: string,
): Omit<ContentDraft, 'id' | 'authorId' | 'communityId' | 'kind'> | undefined {
  const scene = sceneNamed(services.scenes[person.locale], typed);
  return scene && { edits: undefined, slug: scene.slug, locale: scene.locale, text: writeScene(scene) };
}
