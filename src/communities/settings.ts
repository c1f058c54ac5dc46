import type { Schedule } from '../checkins/schedule.ts';
import type { Tx } from '../database/client.ts';
import { isLocale, type Locale } from '../i18n/locales.ts';

/** What moderators have chosen for their community. */
export interface CommunitySettings {
  readonly id: string;
  readonly locale: Locale;
  readonly zone: string;
  readonly checkinChannelId: string | undefined;
  /** Undefined until weekday and time are set. */
  readonly schedule: Schedule | undefined;
}

/** Changes to the settings; what is left out stays. */
export interface SettingsChange {
  readonly locale?: Locale;
  readonly zone?: string;
  readonly checkinChannelId?: string;
  readonly checkinWeekday?: number;
  readonly checkinTime?: string;
}

/** What a new community starts with: a sensible week that moderators then change. */
export const DEFAULTS = { weekday: 5, time: '10:00', zone: { pl: 'Europe/Warsaw', en: 'Etc/UTC' } } as const;

/** The community's settings; undefined before the first set-up. */
export async function findSettings(db: Tx, communityId: string): Promise<CommunitySettings | undefined> {
  const row = await db.community.findUnique({ where: { id: communityId } });
  if (!row) return undefined;
  const { id, zone, checkinWeekday: weekday, checkinTime: time } = row;
  return {
    id,
    locale: isLocale(row.locale) ? row.locale : 'en',
    zone,
    checkinChannelId: row.checkinChannelId ?? undefined,
    schedule: weekday === null || time === null ? undefined : { weekday, time, zone },
  };
}

/** Stores changes; a community that was not set up gets the defaults for its language first. */
export async function changeSettings(
  db: Tx,
  community: { readonly id: string; readonly locale: Locale },
  change: SettingsChange,
): Promise<void> {
  const { id, locale } = community;
  const start = {
    locale,
    zone: DEFAULTS.zone[locale],
    checkinWeekday: DEFAULTS.weekday,
    checkinTime: DEFAULTS.time,
  };
  await db.community.upsert({ where: { id }, create: { id, ...start, ...change }, update: change });
}
