import { toggleSkip } from '../../../src/checkins/moderate.ts';
import { weeksAhead } from '../../../src/checkins/outlook.ts';
import { findSettings } from '../../../src/communities/settings.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand, type Suggestion } from '../../../src/dialogue/command.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { type Reply, toMe } from '../../../src/messages/reply.ts';
import { readComingDay } from '../../../src/text/dates.ts';
import { formatDay } from '../../../src/text/format.ts';
import { fold } from '../../../src/text/words.ts';
import { isHoliday } from '../../../src/time/holidays.ts';
import { sayNotPlanned } from './not-planned.ts';

/** Skips one week; repeating it restores the week. */
export const adminCheckinSkip = defineCommand({
  key: 'admin.checkin.skip',
  access: 'moderator',
  contexts: 'guild',
  options: { week: { type: 'text', required: true, maxLength: 40, suggest: suggestWeeks } },
  run: (call, { week }) => skip(call, week),
});

/** Number of weeks offered: a quarter; Discord shows at most 25. */
const WEEKS = 13;

async function suggestWeeks(call: Call, typed: string): Promise<Suggestion[]> {
  const { t, services, person } = call;
  const settings = await findSettings(services.db, communityOf(call).id);
  if (!settings) return [];
  const weeks = await weeksAhead({ ...services, isHoliday }, settings, WEEKS);
  return weeks
    .map(({ localDate, leftOut }) => {
      const value = localDate.toString();
      const day = formatDay(value, person.locale);
      return { value, name: leftOut ? `${day} (${t(`admin:skip.marks.${leftOut}`)})` : day };
    })
    .filter(({ name, value }) => fold(name).includes(fold(typed.trim())) || value.includes(typed.trim()));
}

async function skip(call: Call, typed: string): Promise<Reply> {
  const { t, command, services, person } = call;
  const settings = await findSettings(services.db, communityOf(call).id);
  if (!settings) return toMe(sayNotPlanned(call, settings));
  const day = readComingDay(typed, services.clock.now().toZonedDateTimeISO(settings.zone).toPlainDate());
  if (!day) return toMe(t('admin:skip.unreadable', { typed: escapeMarkdown(typed) }));
  const by = { communityId: communityOf(call).id, actorId: person.id };
  const outcome = await toggleSkip({ ...services, isHoliday }, by, day);
  switch (outcome.type) {
    case 'notSetUp':
      return toMe(sayNotPlanned(call, await findSettings(services.db, by.communityId)));
    case 'past':
      return toMe(t('admin:skip.past', { day: formatDay(day.toString(), person.locale) }));
    case 'posted':
      return toMe(t('admin:skip.posted', { close: command('admin.checkin.close') }));
    default: {
      services.outbox.nudge();
      const said = t(`admin:skip.${outcome.type}`, { day: formatDay(outcome.localDate.toString(), person.locale) });
      const post = command('admin.checkin.post');
      return toMe(outcome.over ? `${said}\n${t('admin:skip.over', { post })}` : said);
    }
  }
}
