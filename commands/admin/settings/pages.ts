import type { SettingField } from '../../../src/communities/settings-schema.ts';

/** Pages for changing settings. */
export const SETTING_PAGES = ['checkin', 'moderators', 'rules'] as const;
export type SettingPage = (typeof SETTING_PAGES)[number];

/** Steps of `/admin setup`, in order. */
export const STEPS = [...SETTING_PAGES, 'check'] as const;

/** Steps of the set-up with suggestions from names. */
export const SUGGESTED = ['checkin', 'moderators'] as const;

/** Pages of settings; `all` is the list of all settings, from which `/admin settings` starts. */
export const PAGES = [...STEPS, 'all'] as const;
export type SettingsPage = (typeof PAGES)[number];

/** Ways to show the pages of settings: step by step, or individually. */
export const WAYS = ['setup', 'settings'] as const;
export type Way = (typeof WAYS)[number];

/** A page, and the way it is shown. */
export interface PagePlace {
  readonly page: SettingsPage;
  readonly way: Way;
}

/** The page of each setting. */
export const PAGE_OF: Readonly<Record<SettingField, SettingPage>> = {
  checkinChannelId: 'checkin',
  checkinWeekday: 'checkin',
  checkinTime: 'checkin',
  zone: 'checkin',
  checkinWindowHours: 'checkin',
  checkinCatchUpHours: 'checkin',
  checkinHolidays: 'checkin',
  checkinPausedUntil: 'checkin',
  digestInChannel: 'checkin',
  moderatorChannelId: 'moderators',
  moderatorRoleId: 'moderators',
  locale: 'rules',
  sharing: 'rules',
  slowMinutes: 'rules',
  watchWords: 'rules',
  retentionMonths: 'rules',
  assistant: 'rules',
  assistantTokens: 'rules',
  digestSummary: 'rules',
};
