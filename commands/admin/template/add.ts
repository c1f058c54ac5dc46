import { communityOf } from '../../../src/dialogue/call.ts';
import { choice, defineCommand } from '../../../src/dialogue/command.ts';
import { LOCALES } from '../../../src/i18n/locales.ts';
import { openForm } from '../../../src/messages/reply.ts';
import { communityTemplateControls } from './controls.ts';
import { templateForm } from './form.ts';
import { templateVersions } from './history.ts';
import { importTemplates } from './import.ts';
import { templateWriteActions } from './write.ts';

/**
 * Writes a template for the community: a form, then a preview, and only then is it saved. With a file, imports its templates.
 */
export const adminTemplateAdd = defineCommand({
  key: 'admin.template.add',
  access: 'moderator',
  contexts: 'guild',
  options: {
    language: choice({ values: LOCALES, label: (t, locale) => t(`templates:languageName.${locale}`) }),
    file: { type: 'file' },
  },
  actions: [...templateWriteActions, templateVersions.restore],
  progress: ({ t }, { file }) => file && t('articles:file.progress'),
  run(call, { language, file }) {
    if (file) return importTemplates(call, file);
    const locale = language ?? communityOf(call).locale;
    const submits = communityTemplateControls.write.with({
      content: undefined,
      version: undefined,
      locale,
      draft: undefined,
    });
    return openForm(templateForm(call, submits));
  },
});
