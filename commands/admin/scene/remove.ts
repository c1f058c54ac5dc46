import { defineCommand } from '../../../src/dialogue/command.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { toMe } from '../../../src/messages/reply.ts';
import { findPiece, PRESENT_STATES } from '../content/find.ts';
import { defineRemoval } from '../content/remove.ts';
import { sceneOfContent } from './reading.ts';
import { sceneOption, scenes } from './scenes.ts';

const removal = defineRemoval(scenes);

/** Removes a scene of the community, after asking; it can be restored. */
export const adminSceneRemove = defineCommand({
  key: 'admin.scene.remove',
  access: 'moderator',
  contexts: 'guild',
  options: {
    scene: sceneOption(PRESENT_STATES, { ofContent: false }),
  },
  actions: removal.actions,
  async run(call, { scene: typed }) {
    const { t, services } = call;
    const item = await findPiece(scenes, call, typed, PRESENT_STATES);
    if (!item) return toMe(t('scenes:unknown', { name: escapeMarkdown(typed) }));
    const replaces = sceneOfContent(services.scenes[item.locale], item.slug) !== undefined;
    const title = scenes.title(item);
    return removal.ask(call, item, replaces ? t('scenes:remove.askReplacing', { title }) : undefined);
  },
});
