import { defineButton } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { LOCALES } from '../../../src/i18n/locales.ts';
import { type Block, type Button, toMe } from '../../../src/messages/reply.ts';
import { articleControls } from './controls.ts';

/** Sends an article as a file in each language, as a starting point. */
export const showExample = defineButton({
  ...articleControls.example,
  access: 'moderator',
  run: ({ t, services, command }) =>
    toMe(
      t('articles:file.examples', { add: command('admin.guide.add') }),
      ...LOCALES.map(
        (locale): Block => ({
          type: 'file',
          file: { name: `article.${locale}.md`, data: services.articleExamples[locale] },
        }),
      ),
    ),
});

export function exampleButton({ t }: Pick<Call, 't'>): Button {
  return { label: t('articles:file.example'), emoji: '📄', does: articleControls.example.with({}) };
}
