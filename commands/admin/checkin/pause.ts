import { pauseCheckins, resumeCheckins } from '../../../src/checkins/moderate.ts';
import { findSettings } from '../../../src/communities/settings.ts';
import { NO_END } from '../../../src/communities/settings-schema.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { type Reply, toMe } from '../../../src/messages/reply.ts';
import { readComingDay } from '../../../src/text/dates.ts';
import { formatDay } from '../../../src/text/format.ts';
import { isHoliday } from '../../../src/time/holidays.ts';
import { sayNotPlanned } from './not-planned.ts';

/** Pauses check-ins until a day, or until they are resumed. */
export const adminCheckinPause = defineCommand({
  key: 'admin.checkin.pause',
  access: 'moderator',
  contexts: 'guild',
  options: { until: { type: 'text', maxLength: 40 } },
  run: (call, { until }) => pause(call, until),
});

async function pause(call: Call, typed: string | undefined): Promise<Reply> {
  const { t, command, services, person } = call;
  const { id: communityId } = communityOf(call);
  const settings = await findSettings(services.db, communityId);
  if (!settings?.schedule) return toMe(sayNotPlanned(call, settings));
  const today = services.clock.now().toZonedDateTimeISO(settings.zone).toPlainDate();
  const until = typed === undefined ? NO_END : readComingDay(typed, today)?.toString();
  if (until === undefined) return toMe(t('admin:pause.unreadable', { typed: escapeMarkdown(typed ?? '') }));
  if (until <= today.toString() || until > NO_END)
    return toMe(t('admin:pause.past', { day: escapeMarkdown(typed ?? '') }));
  await pauseCheckins({ ...services, isHoliday }, { communityId, actorId: person.id }, until);
  const resume = command('admin.checkin.resume');
  return toMe(
    until === NO_END
      ? t('admin:pause.open', { resume })
      : t('admin:pause.until', { day: formatDay(until, person.locale), resume }),
  );
}

/** Ends a pause early. */
export const adminCheckinResume = defineCommand({
  key: 'admin.checkin.resume',
  access: 'moderator',
  contexts: 'guild',
  run: resume,
});

async function resume(call: Call): Promise<Reply> {
  const { t, command, services, person } = call;
  const by = { communityId: communityOf(call).id, actorId: person.id };
  const { resumed, over } = await resumeCheckins({ ...services, isHoliday }, by);
  services.outbox.nudge();
  const preview = command('admin.checkin.preview');
  if (!resumed) return toMe(t('admin:pause.notPaused', { preview }));
  const said = t('admin:pause.resumed', { preview });
  return toMe(over ? `${said}\n${t('admin:pause.over', { post: command('admin.checkin.post') })}` : said);
}
