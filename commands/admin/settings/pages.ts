import type { SettingField } from '../../../src/communities/settings-schema.ts';

/** The pages on which settings are changed. */
export const SETTING_PAGES = ['checkin', 'moderators', 'rules'] as const;
export type SettingPage = (typeof SETTING_PAGES)[number];

/** The steps of `/admin setup`, in order. */
export const STEPS = [...SETTING_PAGES, 'check'] as const;

/** The steps of the set-up for which names suggest something. */
export const SUGGESTED = ['checkin', 'moderators'] as const;

/** `all` is the list of all settings, from which `/admin settings` starts. */
export const PAGES = [...STEPS, 'all'] as const;
export type SettingsPage = (typeof PAGES)[number];

/** Where the pages of settings are shown: step by step, or each by itself. */
export const WAYS = ['setup', 'settings'] as const;
export type Way = (typeof WAYS)[number];

/** A page, and where it is shown. */
export interface PagePlace {
  readonly page: SettingsPage;
  readonly way: Way;
}

/** Where each setting is shown and changed. */
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
