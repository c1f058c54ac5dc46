import type { Services } from '../../src/dialogue/services.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import type { Translate } from '../../src/i18n/translator.ts';
import type { MessageContent } from '../../src/messages/reply.ts';
import type { Notice } from '../../src/notices/notices.ts';

/** What the presenter of a notice is given: there may be no interaction, so there is no call. */
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
 * Says what a notice says: the same as a direct message and as an addition to a private answer. Looks at the data as they are
 * now; undefined when there is nothing to say any more (the entry was deleted, the check-in is closed): it is then dropped.
 */
export type PresentNotice = (view: NoticeView) => Promise<MessageContent | undefined>;
