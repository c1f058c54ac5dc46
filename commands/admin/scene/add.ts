import { basename } from 'node:path';
import { communityOf } from '../../../src/dialogue/call.ts';
import { choice, defineCommand } from '../../../src/dialogue/command.ts';
import { LOCALES } from '../../../src/i18n/locales.ts';
import { findNamed } from '../../../src/library/content.ts';
import { openForm } from '../../../src/messages/reply.ts';
import { MAX_SLUG_LENGTH } from '../../../src/text/slug.ts';
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
    const name = basename(upload.name, '.md');
    const slug = /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && name.length <= MAX_SLUG_LENGTH ? name : undefined;
    const named =
      slug === undefined ? undefined : await findNamed(call.services.db, scenes.scope(call), { slug, locale });
    const edits = named && named.state !== 'removed' ? { contentId: named.id, version: named.version } : undefined;
    return writeFromFile(call, upload, { edits, slug, locale });
  },
});
