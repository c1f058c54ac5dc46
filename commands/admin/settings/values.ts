import { OWN_MINUTES } from '../../../src/checkins/rows.ts';
import type { AuditField, AuditValues } from '../../../src/communities/audit-actions.ts';
import { NO_END, SHARING } from '../../../src/communities/settings-schema.ts';
import { readWatchWords } from '../../../src/communities/watch-words.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { LOCALES } from '../../../src/i18n/locales.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { formatCountry, formatDay, formatNumber, formatUnit } from '../../../src/text/format.ts';

export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

type Value = AuditValues[AuditField];
type Sayer = Pick<Call, 't' | 'person' | 'services'>;
type Say = (value: NonNullable<Value>, call: Sayer) => string;

/** Translation keys for settings whose missing value has a meaning of its own. */
const NONE: Partial<Record<AuditField, 'setup:noPause' | 'setup:noCountry' | 'audit:inTurn'>> = {
  checkinPausedUntil: 'setup:noPause',
  checkinHolidays: 'setup:noCountry',
  theme: 'audit:inTurn',
};

const asItIs: Say = (value, { person }) =>
  typeof value === 'number' ? formatNumber(value, person.locale) : escapeMarkdown(String(value));
const channel: Say = (value) => `<#${value}>`;
const hours: Say = (value, { person }) => formatUnit(Number(value), 'hour', person.locale);
const day: Say = (value, { person }) => formatDay(String(value), person.locale);
const until: Say = (value, call) =>
  value === NO_END ? call.t('setup:noEnd') : call.t('setup:untilDay', { day: day(value, call) });

/** The name of a check-in's theme in the person's language; the slug of one that no longer exists. */
export function themeName({ services, person }: Pick<Call, 'services' | 'person'>, theme: string): string {
  const { title = theme, discuss } = services.guides[person.locale].articles.get(theme) ?? {};
  return discuss?.theme ?? title;
}

const SAY: Readonly<Record<AuditField, Say>> = {
  locale(value, { t }) {
    const locale = LOCALES.find((one) => one === value);
    return locale ? t(`setup:languages.${locale}`) : String(value);
  },
  zone: asItIs,
  checkinChannelId: channel,
  checkinWeekday(value, { t }) {
    const weekday = WEEKDAYS.find((one) => one === String(value));
    return weekday ? t(`common:weekdays.${weekday}`) : String(value);
  },
  checkinTime: asItIs,
  checkinWindowHours: hours,
  checkinCatchUpHours: (value, call) =>
    value === 0
      ? call.t('setup:atMost', { time: formatUnit(OWN_MINUTES, 'minute', call.person.locale) })
      : hours(value, call),
  checkinHolidays: (value, { person }) => formatCountry(String(value), person.locale),
  checkinPausedUntil: until,
  moderatorChannelId: channel,
  moderatorRoleId: (value) => `<@&${value}>`,
  digestInChannel: (value, { t }) => t(value ? 'setup:digest.channel' : 'setup:digest.thread'),
  sharing(value, { t }) {
    const rule = SHARING.find((one) => one === value);
    return rule ? t(`setup:sharing.${rule}`) : String(value);
  },
  slowMinutes: (value, { t, person }) =>
    value === 0 ? t('setup:noSlow') : formatUnit(Number(value), 'minute', person.locale),
  watchWords(value, { t }) {
    const words = readWatchWords(String(value));
    return words.length === 0 ? t('setup:noWords') : escapeMarkdown(words.join(', '));
  },
  retentionMonths: (value, { t }) => t('setup:months', { count: Number(value) }),
  assistant: (value, { t }) => t(value ? 'setup:on' : 'setup:off'),
  assistantTokens: (value, { t, person }) =>
    t('setup:tokens', { count: Number(value), amount: formatNumber(Number(value), person.locale) }),
  digestSummary: (value, { t }) => t(value ? 'setup:summary.on' : 'setup:summary.off'),
  title: asItIs,
  version: asItIs,
  day,
  until,
  theme: (value, call) => escapeMarkdown(themeName(call, String(value))),
  channelId: channel,
  pseudonym: asItIs,
  count: asItIs,
};

/** The value of a setting, or of an audit entry's field, as text. */
export function sayValue(call: Sayer, field: AuditField, value: Value): string {
  return value === null || value === undefined ? call.t(NONE[field] ?? 'setup:none') : SAY[field](value, call);
}
