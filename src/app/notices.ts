import type { Logger } from 'pino';
import { Temporal } from 'temporal-polyfill';
import { NOTICES } from '../../commands/notices/index.ts';
import type { CommandWords } from '../dialogue/command-texts.ts';
import type { Services } from '../dialogue/services.ts';
import type { Locale } from '../i18n/locales.ts';
import type { Translator } from '../i18n/translator.ts';
import type { MessageContent } from '../messages/reply.ts';
import { nextDue } from '../notices/claim.ts';
import { type DeliveryContext, deliverDue, type Owed, takeOwed } from '../notices/deliver.ts';
import { languageOf } from '../notices/language.ts';
import type { Notice } from '../notices/notices.ts';
import type { DirectMessages } from '../ports/direct-messages.ts';

/** The two ways in which what the bot owes to members reaches them. */
export interface Notices {
  /** As direct messages: the job that runs every minute. */
  deliverDue(signal: AbortSignal): Promise<void>;
  /** When the next one is due as a direct message; undefined if none waits. */
  nextDue(): Promise<Temporal.Instant | undefined>;
  /** With a private answer, in the language of that answer. */
  takeOwed(personId: string, locale: Locale): Promise<Owed<MessageContent>[]>;
}

export interface NoticesParts {
  readonly services: Services;
  readonly directMessages: DirectMessages<MessageContent>;
  readonly translator: Translator;
  readonly words: CommandWords;
  readonly log: Logger;
}

/** Wires the notices of the domain to what they say (commands) and to how they are sent (Discord). */
export function createNotices({ services, directMessages, translator, words, log }: NoticesParts): Notices {
  const presentIn = (notice: Notice, locale: Locale) => {
    const command = (key: string) => `\`${words.name(locale, key)}\``;
    return NOTICES[notice.kind]({ services, notice, locale, t: translator(locale), command });
  };
  const context: DeliveryContext<MessageContent> = {
    ...services,
    directMessages,
    present: async (notice) => presentIn(notice, await languageOf(services.db, notice.personId, notice.locale)),
    onError: (error, { kind }) => log.error({ err: error, kind }, 'A notice could not be delivered'),
  };
  let heldUntil: Temporal.Instant | undefined;
  /** Until when Discord takes no direct messages at all; undefined while it does. */
  const held = () =>
    heldUntil && Temporal.Instant.compare(heldUntil, services.clock.now()) > 0 ? heldUntil : undefined;
  return {
    async deliverDue(signal) {
      if (!held()) heldUntil = await deliverDue({ ...context, signal });
    },
    nextDue: async () => held() ?? nextDue(services.db),
    takeOwed: (personId, locale) => takeOwed({ ...context, present: (notice) => presentIn(notice, locale) }, personId),
  };
}
