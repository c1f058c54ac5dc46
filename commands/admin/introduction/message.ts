import { type CommandWords, mentionCommand } from '../../../src/dialogue/command-texts.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import type { Translator } from '../../../src/i18n/translator.ts';
import { type Block, buttons, panel } from '../../../src/messages/reply.ts';
import type { Marked } from '../../../src/ports/messenger.ts';
import { FIRST_ARTICLE } from '../../first-article.ts';
import { openLink } from '../../guide/controls.ts';
import { introductionControls } from './controls.ts';

/** The public message by which the bot introduces itself, without its buttons. */
export function introductionText(t: ReturnType<Translator>, command: (key: string) => string): Block {
  return panel(
    undefined,
    `## ${t('introduction:public.title')}\n${t('introduction:public.what')}`,
    t('introduction:public.private'),
    t('introduction:public.try', { search: command('guide.search'), log: command('violation.log') }),
  );
}

/** Makes the introduction in a community's language. */
export function createIntroductionComposer(
  translator: Translator,
  words: Pick<CommandWords, 'name'>,
  commandId: (name: string) => string | undefined,
) {
  return (locale: Locale, mark: string): Marked => {
    const t = translator(locale);
    return {
      mark,
      content: {
        blocks: [
          introductionText(t, (key) => mentionCommand(words, commandId(key.split('.')[0] ?? ''), locale, key)),
          buttons(
            {
              label: t('introduction:public.begin'),
              style: 'primary',
              does: introductionControls.begin.with({ mark }),
            },
            { label: t('introduction:public.read'), emoji: '📖', does: openLink(FIRST_ARTICLE) },
            { label: t('introduction:public.privacy'), does: introductionControls.privacy.with({}) },
          ),
        ],
      },
    };
  };
}
