import { findAnswer, findAnswerable } from '../../src/checkins/answers.ts';
import { type ReminderKey, skipWeek, turnOff, turnOn, wantsReminders } from '../../src/checkins/reminders.ts';
import { stageOf } from '../../src/checkins/stage.ts';
import { findSettings } from '../../src/communities/settings.ts';
import { defineButton } from '../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { timestamp } from '../../src/messages/markdown.ts';
import { type Button, buttons, type MessageContent, type Reply, toMe } from '../../src/messages/reply.ts';
import { formatDay } from '../../src/text/format.ts';
import { fromDateColumn } from '../../src/time/calendar.ts';
import { messageLink } from '../message-link.ts';
import type { NoticeView } from '../notices/notice.ts';
import { checkinControls } from './controls.ts';

const keyOf = (call: Call): ReminderKey => ({ personId: call.person.id, communityId: communityOf(call).id });

const startReminders = defineButton({
  ...checkinControls.remind,
  access: 'everyone',
  contexts: 'guild',
  async run(call) {
    const { t, services } = call;
    const key = keyOf(call);
    const community = await findSettings(services.db, key.communityId);
    if (!community) return toMe(t('checkins:reminders.notSetUp'));
    const open = await findAnswerable(services.db, services.clock, key.communityId);
    await turnOn(services, key, { community, open, discordLocale: call.discordLocale });
    return toMe(
      t('checkins:reminders.started', { hours: call.command('settings.hours') }),
      buttons(stopButton(call, key)),
    );
  },
});

/** "Never again". The id contains the community, because it is also used in direct messages; it can only opt the person out. */
const stopReminders = defineButton({
  ...checkinControls.remindNever,
  access: 'everyone',
  async run({ t, services, person, command }, { community }) {
    await turnOff(services.db, { personId: person.id, communityId: community });
    return toMe(t('checkins:reminders.stopped', { reminders: command('checkin.reminders') }));
  },
});

/** "Not this week". */
const skipReminder = defineButton({
  ...checkinControls.remindLater,
  access: 'everyone',
  async run({ t, services, person }, { checkin }) {
    const row = await services.db.checkin.findUnique({ where: { id: checkin } });
    if (row) await skipWeek(services.db, { personId: person.id, communityId: row.communityId }, row);
    return toMe(t('checkins:reminders.skipped'));
  },
});

export const checkinReminders = defineCommand({
  key: 'checkin.reminders',
  access: 'everyone',
  contexts: 'guild',
  actions: [startReminders, stopReminders, skipReminder],
  run: showReminders,
});

async function showReminders(call: Call): Promise<Reply> {
  const { t, services } = call;
  const key = keyOf(call);
  const wanted = await wantsReminders(services.db, key);
  const hours = call.command('settings.hours');
  return toMe(
    t(wanted ? 'checkins:reminders.on' : 'checkins:reminders.off', { hours }),
    buttons(await reminderButton(call)),
  );
}

/** Toggles reminders. */
export async function reminderButton(call: Call): Promise<Button> {
  const { t, services } = call;
  const key = keyOf(call);
  if (await wantsReminders(services.db, key)) return stopButton(call, key);
  return { label: t('checkins:reminders.start'), emoji: '🔔', does: checkinControls.remind.with({}) };
}

function stopButton({ t }: Pick<Call, 't'>, { communityId }: Pick<ReminderKey, 'communityId'>): Button {
  return { label: t('checkins:reminders.stop'), does: checkinControls.remindNever.with({ community: communityId }) };
}

/** The reminder of a check-in that the member has not answered yet. */
export async function presentReminder({
  services,
  notice,
  locale,
  t,
}: NoticeView): Promise<MessageContent | undefined> {
  const { personId, subject: id } = notice;
  const row = await services.db.checkin.findUnique({ where: { id } });
  if (!row?.messageId || stageOf(row, services.clock.now()) !== 'open') return undefined;
  const answer = await findAnswer(services, { checkinId: id, personId });
  if (answer) return undefined;
  const { communityId, channelId, messageId, inForum, localDate, closesAt } = row;
  const day = formatDay(fromDateColumn(localDate), locale, 'day-month');
  const closes = timestamp(closesAt, 'R');
  const opens = messageLink(communityId, inForum ? messageId : channelId, messageId);
  return {
    blocks: [
      { type: 'text', text: t('checkins:reminders.text', { day, closes }) },
      buttons(
        { label: t('checkins:reminders.open'), opens },
        { label: t('checkins:reminders.notThisWeek'), does: checkinControls.remindLater.with({ checkin: id }) },
        { label: t('checkins:reminders.never'), does: checkinControls.remindNever.with({ community: communityId }) },
      ),
    ],
  };
}
