import type { Call } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import type { OwnPiece } from '../../../src/library/hide.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { toMe } from '../../../src/messages/reply.ts';
import { sceneNamed } from '../../../src/practice/suggest.ts';
import { findPiece, PRESENT_STATES } from '../content/find.ts';
import { defineHiding } from '../content/hide.ts';
import { sceneControls } from './controls.ts';
import { sceneOfContent } from './reading.ts';
import { sceneOption, scenes } from './scenes.ts';

const hiding = defineHiding(scenes, {
  controls: sceneControls,
  ownPiece,
  say: ({ t }, key, title) => t(`scenes:hide.${key}`, { title }),
});

/** Hides a scene in this community: one of its own, or one of the bot's. It can be shown again. */
export const adminSceneHide = defineCommand({
  key: 'admin.scene.hide',
  access: 'moderator',
  contexts: 'guild',
  options: {
    scene: sceneOption(PRESENT_STATES, { ofContent: true }),
  },
  actions: hiding.actions,
  async run(call, { scene: typed }) {
    const { t, services, person } = call;
    const item = await findPiece(scenes, call, typed, PRESENT_STATES);
    if (item) return hiding.hide(call, item.slug, item);
    const own = sceneNamed(services.scenes[person.locale], typed);
    return own ? hiding.hide(call, own.slug, undefined) : toMe(t('scenes:unknown', { name: escapeMarkdown(typed) }));
  },
});

function ownPiece({ services: { scenes: all } }: Call, slug: string): OwnPiece | undefined {
  const [pl, en] = [sceneOfContent(all.pl, slug), sceneOfContent(all.en, slug)];
  return pl && en && { slug, titles: { pl: pl.title, en: en.title } };
}
