import { findUpcoming } from '../../../src/checkins/upcoming.ts';
import { findSettings } from '../../../src/communities/settings.ts';
import type { StoredSettings } from '../../../src/communities/settings-schema.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { timestamp } from '../../../src/messages/markdown.ts';
import { type Block, buttons } from '../../../src/messages/reply.ts';
import { formatCountry, formatMoment } from '../../../src/text/format.ts';
import { HOLIDAY_COUNTRIES, isHoliday } from '../../../src/time/holidays.ts';
import { preflight } from '../preflight.ts';
import { seenOf } from './change.ts';
import { settingControls } from './controls.ts';
import { hereButton } from './here.ts';
import { NO_HOLIDAYS, SWITCH } from './lists.ts';
import type { Way } from './pages.ts';
import { sayValue, WEEKDAYS } from './values.ts';

/** Place and time of the check-in, the next three dates, and whether the bot may post there. */
export async function checkinPage(call: Call, settings: StoredSettings, way: Way): Promise<(string | Block)[]> {
  const { t, services, person } = call;
  const { checkinChannelId: channelId, checkinTime: time, checkinWeekday, zone } = settings;
  const weekday = WEEKDAYS.find((day) => Number(day) === checkinWeekday);
  const found = await findSettings(services.db, communityOf(call).id);
  const next = found ? await findUpcoming({ ...services, isHoliday }, found, 3, { anywhere: true }) : [];
  const dates = next.map(
    ({ at }) => `- ${formatMoment(at, found?.zone ?? 'Etc/UTC', person.locale)} (${timestamp(at, 'R')})`,
  );
  return [
    [
      t('setup:checkin.channel', { channel: channelId ? `<#${channelId}>` : t('setup:checkin.noChannel') }),
      ...(weekday && time ? [t('setup:checkin.when', { weekday: t(`common:onWeekdays.${weekday}`), time, zone })] : []),
    ].join('\n'),
    `${channelId ? t('setup:checkin.next') : t('setup:checkin.nextOnce')}\n${dates.join('\n')}`,
    ...(channelId
      ? preflight(call, 'checkin', channelId)
          .filter(({ works }) => !works)
          .map(({ text }) => text)
      : []),
    {
      type: 'channelSelect',
      select: {
        does: settingControls.pickChannel.with({
          way,
          field: 'checkinChannelId',
          seen: seenOf(settings, 'checkinChannelId'),
        }),
        prompt: t('setup:checkin.pickChannel'),
        kinds: ['text', 'announcement', 'forum'],
        ...(channelId ? { chosen: channelId } : {}),
      },
    },
    {
      type: 'select',
      select: {
        does: settingControls.choose.with({ way, field: 'checkinWeekday', seen: seenOf(settings, 'checkinWeekday') }),
        prompt: t('setup:checkin.pickWeekday'),
        options: WEEKDAYS.map((value) => ({
          value,
          label: t(`common:weekdays.${value}`),
          chosen: Number(value) === checkinWeekday,
        })),
      },
    },
    buttons(
      ...hereButton(call, { way, field: 'checkinChannelId', seen: seenOf(settings, 'checkinChannelId') }, settings),
      { label: t('setup:time.button'), does: settingControls.openTime.with({ way, kept: undefined }) },
    ),
    // The set-up asks only for settings without a sensible default; these have one.
    ...(way === 'settings' ? details(call, settings) : []),
  ];
}

const WINDOWS = [24, 48, 72, 96, 120, 144] as const;
const CATCH_UPS = [0, 2, 6, 12, 24, 48] as const;

/** How long a check-in is open, how late it may be posted, whose holidays exclude it, and where its digest goes. */
function details(call: Call, settings: StoredSettings): Block[] {
  const { t, person } = call;
  const hours = (field: 'checkinWindowHours' | 'checkinCatchUpHours', offered: readonly number[]): Block => {
    const values = [...new Set([...offered, settings[field]])].toSorted((a, b) => a - b);
    return {
      type: 'select',
      select: {
        does: settingControls.choose.with({ way: 'settings', field, seen: seenOf(settings, field) }),
        prompt: t(`audit:fields.${field}`),
        options: values.map((value) => ({
          value: String(value),
          label: `${t(`audit:fields.${field}`)}: ${sayValue(call, field, value)}`,
          chosen: value === settings[field],
        })),
      },
    };
  };
  const countries = [NO_HOLIDAYS, ...HOLIDAY_COUNTRIES].map((value) => ({
    value,
    label:
      value === NO_HOLIDAYS
        ? t('setup:noHolidays')
        : t('setup:holidays', { country: formatCountry(value, person.locale) }),
    chosen: value === (settings.checkinHolidays ?? NO_HOLIDAYS),
  }));
  const seen = seenOf(settings, 'checkinHolidays');
  return [
    hours('checkinWindowHours', WINDOWS),
    hours('checkinCatchUpHours', CATCH_UPS),
    {
      type: 'select',
      select: {
        does: settingControls.choose.with({ way: 'settings', field: 'checkinHolidays', seen }),
        prompt: t('audit:fields.checkinHolidays'),
        options: countries,
      },
    },
    {
      type: 'select',
      select: {
        does: settingControls.choose.with({
          way: 'settings',
          field: 'digestInChannel',
          seen: seenOf(settings, 'digestInChannel'),
        }),
        prompt: t('audit:fields.digestInChannel'),
        options: SWITCH.map((value) => ({
          value,
          label: `${t('audit:fields.digestInChannel')}: ${sayValue(call, 'digestInChannel', value === 'on')}`,
          chosen: settings.digestInChannel === (value === 'on'),
        })),
      },
    },
  ];
}
