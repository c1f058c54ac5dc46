import type { Logger } from 'pino';
import { NOTICES } from '../../commands/notices/index.ts';
import type { CommandWords } from '../dialogue/command-texts.ts';
import type { Services } from '../dialogue/services.ts';
import type { Locale } from '../i18n/locales.ts';
import type { Translator } from '../i18n/translator.ts';
import type { MessageContent } from '../messages/reply.ts';
import { languageOf } from '../notices/language.ts';
import type { Notice } from '../notices/notices.ts';
import { type Owed, takeOwed } from '../notices/owed.ts';

/** The texts of notices to members, for the two ways in which they are delivered. */
export interface Notices {
  /** As a direct message, in the member's language. */
  present(notice: Notice): Promise<MessageContent | undefined>;
  /** With a private answer, in the language of that answer. */
  takeOwed(personId: string, locale: Locale): Promise<Owed[]>;
}

export interface NoticesParts {
  /** Created later than the outbox, which sends direct messages. */
  readonly services: () => Services;
  readonly translator: Translator;
  readonly words: CommandWords;
  readonly log: Logger;
}

/** Wires the notices of the domain to their texts (commands). */
export function createNotices({ services, translator, words, log }: NoticesParts): Notices {
  const presentIn = (notice: Notice, locale: Locale) => {
    const command = (key: string) => `\`${words.name(locale, key)}\``;
    return NOTICES[notice.kind]({ services: services(), notice, locale, t: translator(locale), command });
  };
  return {
    present: async (notice) => presentIn(notice, await languageOf(services().db, notice.personId, notice.locale)),
    takeOwed: (personId, locale) =>
      takeOwed(
        {
          ...services(),
          present: (notice) => presentIn(notice, locale),
          onError: (error, { kind }) => log.error({ err: error, kind }, 'A notice could not be shown'),
        },
        personId,
      ),
  };
}
