import type { Temporal } from 'temporal-polyfill';
import type { Locale } from '../i18n/locales.ts';
import type { Marked } from '../ports/messenger.ts';
import type { AnswerCounts } from './answers.ts';

/** What the messages of a check-in are composed from. */
export interface CheckinView {
  readonly id: string;
  readonly communityId: string;
  /** Language of the community. */
  readonly locale: Locale;
  /** The day it belongs to on the community's calendar. */
  readonly localDate: Temporal.PlainDate;
  /** A theme of `themes.ts`. */
  readonly theme: string;
  readonly closesAt: Temporal.Instant;
}

/** Makes the messages of a check-in; `C` is the content that the messenger understands. */
export interface CheckinComposer<C> {
  /** The name of its thread, or of its post in a forum. */
  title(checkin: CheckinView): string;
  post(checkin: CheckinView): Marked<C>;
  /** The post after the close. */
  closed(checkin: CheckinView, counts: AnswerCounts): C;
  /** What opens the discussion in its thread. */
  question(checkin: CheckinView): Marked<C>;
}
