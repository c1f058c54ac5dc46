import type { Services } from '../../src/dialogue/services.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import type { Translate } from '../../src/i18n/translator.ts';
import type { MessageContent } from '../../src/messages/reply.ts';
import type { Notice } from '../../src/notices/notices.ts';

/** The input for presenting a notice: there may be no interaction, so there is no call. */
export interface NoticeView {
  readonly services: Services;
  readonly notice: Notice;
  /** The member's language. */
  readonly locale: Locale;
  readonly t: Translate;
  /** A command as the member types it, in a code span. */
  readonly command: (key: string) => string;
}

/**
 * The content of a notice, the same in a direct message and with a private answer. Reads the current data; undefined if there
 * is nothing to say any more (the entry was deleted, the check-in is closed): the notice is then dropped.
 */
export type PresentNotice = (view: NoticeView) => Promise<MessageContent | undefined>;
