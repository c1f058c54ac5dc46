import type { NoticeKind } from '../../src/notices/kinds.ts';
import { presentRemoved } from '../admin/moderate/removed.ts';
import { presentReminder } from '../checkin/reminders.ts';
import { presentFollowUp } from '../violation/follow-up.ts';
import type { PresentNotice } from './notice.ts';

/** The text of each kind of notice. */
export const NOTICES: Readonly<Record<NoticeKind, PresentNotice>> = {
  'follow-up': presentFollowUp,
  removed: presentRemoved,
  'checkin-reminder': presentReminder,
};
