import { openCheckin } from '../../src/checkins/cards/card.ts';
import { findLogged } from '../../src/checkins/logged.ts';
import { findRemindedOpen } from '../../src/checkins/reminders.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { type Block, buttons } from '../../src/messages/reply.ts';
import { formatDay } from '../../src/text/format.ts';
import { fromDateColumn } from '../../src/time/calendar.ts';
import { sharingPlaceOf } from './cards/share.ts';
import { checkinControls } from './controls.ts';
import { lookBack } from './present.ts';
import { saveFrom } from './save.ts';

/** Answers the check-in from which an entry's form was opened. @returns what to say of it beside the entry */
export async function answerByEntry(call: Call, checkin: string): Promise<(string | Block)[]> {
  const answered = await saveFrom(call, checkin, { outcome: 'violation' });
  if (answered.type !== 'saved') return [];
  const { answer, earlier } = answered;
  // What was said of the last boundary needs no place beside an entry.
  const asks = answer.kept ? [] : lookBack(call, checkin, { answer, earlier }, 'apart');
  return [call.t('checkins:answer.byEntry'), ...asks];
}

/** Offers to count an entry as the answer to the check-in that is open, if the member's answer does not say it yet. */
export async function offerToCount(call: Call, entry: string): Promise<(string | Block)[]> {
  const { t, services, person } = call;
  const place = await sharingPlaceOf(call);
  // In a direct message, one that the member wants to be reminded of.
  const open = place ? openCheckin(place, services.clock) : await findRemindedOpen(services, person.id);
  if (!open) return [];
  const logged = await findLogged(services.db, { checkinId: open.id, personId: person.id }, { entry });
  if (!logged) return [];
  const day = formatDay(fromDateColumn(open.localDate), person.locale, 'day-month');
  return [
    t('checkins:answer.offer', { day }),
    buttons({
      label: t('checkins:answer.offerCount'),
      style: 'primary',
      does: checkinControls.count.with({ checkin: open.id, place: 'apart' }),
    }),
  ];
}
