import { type ChosenThemes, themesOf } from '../../../src/checkins/chosen-themes.ts';
import { outlook, type PlannedWeek } from '../../../src/checkins/outlook.ts';
import { foresee } from '../../../src/checkins/preview.ts';
import { type CommunitySettings, findSettings } from '../../../src/communities/settings.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { timestamp } from '../../../src/messages/markdown.ts';
import { type Block, divider, type MessageReply, panel, type Reply, toMe } from '../../../src/messages/reply.ts';
import { formatDay, formatTime } from '../../../src/text/format.ts';
import { mondayOf } from '../../../src/time/calendar.ts';
import { isHoliday, publicHolidays } from '../../../src/time/holidays.ts';
import type { Schedule } from '../../../src/time/weekly.ts';
import { createCheckinComposer } from '../../checkin/composer.ts';
import { sayValue } from '../settings/values.ts';
import { sayNotPlanned } from './not-planned.ts';

/** The next check-ins, why some weeks have none, and the next post as it will look. */
export const adminCheckinPreview = defineCommand({
  key: 'admin.checkin.preview',
  access: 'moderator',
  contexts: 'guild',
  run: preview,
});

const COUNT = 5;
/** Maximum weeks listed: a long series of skipped weeks would not fit a message. */
const LINES = 20;

async function preview(call: Call): Promise<Reply> {
  const { t, command, services } = call;
  const settings = await findSettings(services.db, communityOf(call).id);
  const schedule = settings?.schedule;
  if (!settings?.checkinChannelId || !schedule) return toMe(sayNotPlanned(call, settings));
  const weeks = await outlook({ ...services, isHoliday }, settings, COUNT);
  const paused = sayPause(call, settings);
  const today = services.clock.now().toZonedDateTimeISO(schedule.zone).toPlainDate();
  const themes = await themesOf(services.db, settings.id, today);
  const lines = weeks
    .slice(0, LINES)
    .map((week) => sayWeek(call, settings, schedule, week) + sayTheme(call, themes, week));
  const next = weeks.find(({ leftOut }) => !leftOut);
  const list = toMe(
    panel(
      undefined,
      `## ${t('admin:preview.title')}\n${t('admin:preview.where', { channel: `<#${settings.checkinChannelId}>`, zone: schedule.zone })}`,
      ...(paused ? [paused] : []),
      lines.length > 0 ? lines.join('\n') : t('admin:preview.nothing'),
      `-# ${t('admin:preview.change', { skip: command('admin.checkin.skip'), settings: command('admin.settings') })}`,
    ),
  );
  return next ? { ...list, followedBy: [await showPost(call, settings, next, themes)] } : list;
}

/** The post of a week and the beginning of its discussion as they will look, in the community's language; nothing can be pressed. */
async function showPost(
  call: Call,
  settings: CommunitySettings,
  week: PlannedWeek,
  themes: ChosenThemes,
): Promise<MessageReply> {
  const { t, translator, services, person } = call;
  const composer = createCheckinComposer(translator, services);
  const view = foresee(settings, week, themes);
  return toMe(
    `-# ${t('admin:preview.post', { day: formatDay(week.localDate, person.locale, 'full') })}`,
    ...(await composer.post(view)).blocks.map(unpressable),
    divider,
    `-# ${t('admin:preview.discussion', { title: await composer.title(view) })}`,
    ...(await composer.question(view)).blocks.map(unpressable),
  );
}

function unpressable(block: Block): Block {
  if (block.type !== 'buttons') return block;
  return {
    ...block,
    buttons: block.buttons.map((button) => ('does' in button ? { ...button, disabled: true } : button)),
  };
}

/** Says that check-ins are paused, until when, and how to end that; undefined if they are not, or no longer. */
function sayPause(call: Call, { stored, zone }: CommunitySettings): string | undefined {
  const { t, command, services } = call;
  const { checkinPausedUntil: until } = stored;
  const today = services.clock.now().toZonedDateTimeISO(zone).toPlainDate().toString();
  if (!until || until <= today) return undefined;
  const said = sayValue(call, 'checkinPausedUntil', until);
  return `⏸️ ${t('admin:preview.paused', { until: said, resume: command('admin.checkin.resume') })}`;
}

/** Below a week, the theme that moderators chose for it. */
function sayTheme(call: Call, themes: ChosenThemes, { localDate, leftOut }: PlannedWeek): string {
  const theme = themes.get(mondayOf(localDate).toString());
  if (theme === undefined || leftOut) return '';
  return `\n  - 📌 ${call.t('admin:preview.theme', { theme: sayValue(call, 'theme', theme) })}`;
}

function sayWeek(call: Call, settings: CommunitySettings, { time, zone }: Schedule, week: PlannedWeek): string {
  const { t, person } = call;
  const day = formatDay(week.localDate, person.locale, 'full');
  if (week.leftOut) {
    const holiday = settings.checkin.holidays
      ? publicHolidays(settings.checkin.holidays, week.localDate.year, person.locale).get(week.localDate.toString())
      : undefined;
    const why =
      week.leftOut === 'holiday' ? t('admin:preview.holiday', { name: holiday ?? '' }) : t('admin:preview.skipped');
    return `- ~~${day}~~: ${why}`;
  }
  const wall = formatTime(week.at, zone, person.locale);
  const line = `- **${day}, ${wall}** · ${timestamp(week.at, 'F')} (${timestamp(week.at, 'R')})`;
  return week.clocks ? `${line}\n  ⚠️ ${t(`admin:preview.${week.clocks}`, { time, actual: wall })}` : line;
}
