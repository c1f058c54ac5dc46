import type { Temporal } from 'temporal-polyfill';
import type { Locale } from '../i18n/locales.ts';
import type { MessageContent } from '../messages/reply.ts';
import type { AnswerCounts } from './answers.ts';

/** The data that the messages of a check-in are made from. */
export interface CheckinView {
  readonly id: string;
  readonly communityId: string;
  /** Language of the community. */
  readonly locale: Locale;
  /** Its day on the community's calendar. */
  readonly localDate: Temporal.PlainDate;
  /** A theme from `themes.ts`. */
  readonly theme: string;
  readonly closesAt: Temporal.Instant;
}

/** Makes the messages of a check-in; `C` is the messenger's type of content. */
export interface CheckinComposer {
  /** The name of its thread, or of its post in a forum. */
  title(checkin: CheckinView): Promise<string>;
  /** By which the post is found again. */
  postMark(checkin: CheckinView): string;
  post(checkin: CheckinView): Promise<MessageContent>;
  /** The post after the close. */
  closed(checkin: CheckinView, counts: AnswerCounts): Promise<MessageContent>;
  /** The first message of the discussion in its thread. */
  question(checkin: CheckinView): Promise<MessageContent>;
  /** By which that message is found again. */
  questionMark(checkin: CheckinView): string;
}
