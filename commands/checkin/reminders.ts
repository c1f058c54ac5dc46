import { findAnswerable, findStanding } from '../../src/checkins/answers.ts';
import { findLogged } from '../../src/checkins/logged.ts';
import { findNextReminder } from '../../src/checkins/next-reminder.ts';
import { type ReminderKey, skipWeek, turnOff, turnOn, wantsReminders } from '../../src/checkins/reminders.ts';
import { stageOf } from '../../src/checkins/stage.ts';
import { type CommunitySettings, findSettings } from '../../src/communities/settings.ts';
import { defineButton } from '../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { timestamp } from '../../src/messages/markdown.ts';
import { type Button, buttons, type MessageContent, type Reply, toMe } from '../../src/messages/reply.ts';
import { formatDay } from '../../src/text/format.ts';
import { fromDateColumn } from '../../src/time/calendar.ts';
import { isHoliday } from '../../src/time/holidays.ts';
import { messageLink } from '../message-link.ts';
import type { NoticeView } from '../notices/notice.ts';
import { violationControls } from '../violation/controls.ts';
import { checkinControls } from './controls.ts';
import { boundaryButton, countButton, saidOf } from './present.ts';

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
      [
        t('checkins:reminders.started', { hours: call.command('settings.hours') }),
        ...(await sayNext(call, key, community)),
      ].join('\n'),
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
  const community = wanted ? await findSettings(services.db, key.communityId) : undefined;
  return toMe(
    [
      t(wanted ? 'checkins:reminders.on' : 'checkins:reminders.off', { hours }),
      ...(community ? await sayNext(call, key, community) : []),
    ].join('\n'),
    buttons(await reminderButton(call)),
  );
}

/** The moment of the next reminder. */
async function sayNext({ t, services }: Call, key: ReminderKey, community: CommunitySettings): Promise<string[]> {
  const next = await findNextReminder({ ...services, isHoliday }, key, community);
  return next ? [t('checkins:reminders.next', { when: timestamp(next, 'f') })] : [];
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

/** The reminder of a check-in that the member has not answered yet: each of its answers is a tap. */
export async function presentReminder({
  services,
  notice,
  locale,
  t,
}: NoticeView): Promise<MessageContent | undefined> {
  const { personId, subject: id } = notice;
  const row = await services.db.checkin.findUnique({ where: { id } });
  if (!row?.messageId || stageOf(row, services.clock.now()) !== 'open') return undefined;
  const key = { checkinId: id, personId };
  const { answer } = await findStanding(services, key);
  if (answer) return undefined;
  const logged = await findLogged(services.db, key);
  const { communityId, channelId, messageId, inForum, localDate, closesAt } = row;
  const day = formatDay(fromDateColumn(localDate), locale, 'day-month');
  const closes = timestamp(closesAt, 'R');
  const opens = messageLink(communityId, inForum ? messageId : channelId, messageId);
  const lines = [
    t('checkins:reminders.text', { day, closes }),
    ...(logged ? [t('checkins:reminders.entries', saidOf(locale, logged))] : []),
  ];
  return {
    blocks: [
      { type: 'text', text: lines.join('\n') },
      buttons(
        ...(logged ? [countButton({ t }, id, logged)] : []),
        { label: t('checkins:post.calm'), style: 'success', does: checkinControls.calm.with({ checkin: id }) },
        { label: t('checkins:post.log'), does: violationControls.open.with({ kind: undefined, checkin: id }) },
        boundaryButton({ t }, id),
      ),
      buttons(
        { label: t('checkins:reminders.open'), opens },
        { label: t('checkins:reminders.notThisWeek'), does: checkinControls.remindLater.with({ checkin: id }) },
        { label: t('checkins:reminders.never'), does: checkinControls.remindNever.with({ community: communityId }) },
      ),
    ],
  };
}
