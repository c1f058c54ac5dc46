import { defineButton } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { LOCALES } from '../../../src/i18n/locales.ts';
import { type Block, type Button, toMe } from '../../../src/messages/reply.ts';
import { writeScene } from '../../../src/practice/document.ts';
import { sceneControls } from './controls.ts';
import { sceneOfContent } from './reading.ts';

/** The scene of the content that is shown as an example. */
const EXAMPLE = 'sunday-call';

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
