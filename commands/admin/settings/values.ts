import { OWN_MINUTES } from '../../../src/checkins/rows.ts';
import type { AuditField, AuditValues } from '../../../src/communities/audit-actions.ts';
import { NO_END, SHARING } from '../../../src/communities/settings-schema.ts';
import { readWatchWords } from '../../../src/communities/watch-words.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { isLocale } from '../../../src/i18n/locales.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { formatCountry, formatDay, formatNumber, formatUnit } from '../../../src/text/format.ts';

export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

type Value = AuditValues[AuditField];

/** What it means that a setting has no value, where nothing had to be chosen. */
const NONE: Partial<Record<AuditField, 'setup:noPause' | 'setup:noCountry'>> = {
  checkinPausedUntil: 'setup:noPause',
  checkinHolidays: 'setup:noCountry',
};

/** A setting, or what an entry of the audit trail says, in words. */
export function sayValue({ t, person }: Pick<Call, 't' | 'person'>, field: AuditField, value: Value): string {
  if (value === null || value === undefined) return t(NONE[field] ?? 'setup:none');
  switch (field) {
    case 'checkinChannelId':
    case 'moderatorChannelId':
    case 'channelId':
      return `<#${value}>`;
    case 'moderatorRoleId':
      return `<@&${value}>`;
    case 'locale':
      return isLocale(String(value)) ? t(`setup:languages.${value === 'pl' ? 'pl' : 'en'}`) : String(value);
    case 'checkinWeekday': {
      const weekday = WEEKDAYS.find((day) => day === String(value));
      return weekday ? t(`common:weekdays.${weekday}`) : String(value);
    }
    case 'checkinCatchUpHours':
      return value === 0
        ? t('setup:atMost', { time: formatUnit(OWN_MINUTES, 'minute', person.locale) })
        : formatUnit(Number(value), 'hour', person.locale);
    case 'checkinWindowHours':
      return formatUnit(Number(value), 'hour', person.locale);
    case 'checkinHolidays':
      return formatCountry(String(value), person.locale);
    case 'day':
      return formatDay(String(value), person.locale);
    case 'checkinPausedUntil':
    case 'until':
      return value === NO_END
        ? t('setup:noEnd')
        : t('setup:untilDay', { day: formatDay(String(value), person.locale) });
    case 'sharing': {
      const rule = SHARING.find((one) => one === value);
      return rule ? t(`setup:sharing.${rule}`) : String(value);
    }
    case 'slowMinutes':
      return value === 0 ? t('setup:noSlow') : formatUnit(Number(value), 'minute', person.locale);
    case 'watchWords': {
      const words = readWatchWords(String(value));
      return words.length === 0 ? t('setup:noWords') : escapeMarkdown(words.join(', '));
    }
    case 'retentionMonths':
      return t('setup:months', { count: Number(value) });
    case 'assistant':
      return value ? t('setup:on') : t('setup:off');
    case 'digestInChannel':
      return t(value ? 'setup:digest.channel' : 'setup:digest.thread');
    case 'digestSummary':
      return t(value ? 'setup:summary.on' : 'setup:summary.off');
    case 'assistantTokens':
      return t('setup:tokens', { count: Number(value), amount: formatNumber(Number(value), person.locale) });
    default:
      return typeof value === 'number' ? formatNumber(value, person.locale) : escapeMarkdown(String(value));
  }
}
