import { communityOf } from '../../../src/dialogue/call.ts';
import { choice, defineCommand } from '../../../src/dialogue/command.ts';
import { LOCALES } from '../../../src/i18n/locales.ts';
import { openForm } from '../../../src/messages/reply.ts';
import { isSlugWithin, MAX_SLUG_LENGTH } from '../../../src/text/slug.ts';
import { targetOfFile } from '../content/named-file.ts';
import { sceneControls } from './controls.ts';
import { showExample } from './example.ts';
import { headForm } from './forms.ts';
import { writeFromFile } from './from-file.ts';
import { sceneVersions } from './history.ts';
import { scenes } from './scenes.ts';
import { sceneWriteActions } from './write.ts';

/**
 * Writes a scene for the community: a form for its head, then one for each part, or a file; it can be played before it is published. A file
 * named like a scene replaces that scene, also one of the content.
 */
export const adminSceneAdd = defineCommand({
  key: 'admin.scene.add',
  access: 'moderator',
  contexts: 'guild',
  options: {
    language: choice({ values: LOCALES, label: (t, locale) => t(`articles:languageName.${locale}`) }),
    file: { type: 'file' },
  },
  actions: [...sceneWriteActions, showExample, sceneVersions.restore],
  progress: ({ t }, { file }) => file && t('articles:file.progress'),
  async run(call, { language, file: upload }) {
    const locale = language ?? communityOf(call).locale;
    if (!upload) return openForm(headForm(call, sceneControls.begin.with({ locale })));
    const isName = (text: string) => isSlugWithin(text, MAX_SLUG_LENGTH);
    return writeFromFile(call, upload, await targetOfFile(scenes, call, { name: upload.name, locale, isName }));
  },
});
