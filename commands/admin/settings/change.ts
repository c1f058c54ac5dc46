import {
  type ChangeOutcome,
  changeSettings,
  findSettings,
  lockSettings,
  markOf,
  type Seen,
} from '../../../src/communities/settings.ts';
import {
  SETTING_FIELDS,
  type SettingField,
  type SettingsChange,
  type StoredSettings,
  settingsSchema,
} from '../../../src/communities/settings-schema.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import type { Param } from '../../../src/messages/params.ts';

/** The stored settings; a community without any gets the defaults for its language. */
export async function readStored(call: Call): Promise<StoredSettings> {
  const community = communityOf(call);
  const { db } = call.services;
  const settings = await findSettings(db, community.id);
  return settings?.stored ?? db.$transaction((tx) => lockSettings(tx, community));
}

/** Stores a change, unless the same setting was changed since it was shown. */
export function change(call: Call, values: SettingsChange, seen: Seen): Promise<ChangeOutcome> {
  return changeSettings(call.services, communityOf(call), values, { actorId: call.person.id, seen });
}

/** The mark for a control that changes these settings. */
export function seenOf(settings: StoredSettings, ...fields: SettingField[]): string {
  return markOf(settings, fields);
}

/** Short names of settings in custom ids, which hold 100 characters. They never change: old messages keep them. */
const CODES: Readonly<Record<SettingField, string>> = {
  locale: 'l',
  zone: 'z',
  checkinChannelId: 'c',
  checkinWeekday: 'd',
  checkinTime: 't',
  checkinWindowHours: 'w',
  checkinCatchUpHours: 'u',
  checkinHolidays: 'h',
  checkinPausedUntil: 'p',
  moderatorChannelId: 'm',
  moderatorRoleId: 'r',
  sharing: 's',
  slowMinutes: 'o',
  watchWords: 'v',
  retentionMonths: 'k',
  assistant: 'a',
  assistantTokens: 'b',
  digestInChannel: 'i',
  digestSummary: 'y',
};

/** A change of settings inside a custom id; a value that breaks a rule is not the bot's. */
export const changeParam: Param<SettingsChange> = {
  encode: (values) =>
    SETTING_FIELDS.filter((field) => values[field] !== undefined)
      .map((field) => `${CODES[field]}${encodeURIComponent(JSON.stringify(values[field]).replaceAll('"', '!'))}`)
      .join('~'),
  decode(raw) {
    try {
      const pairs = raw.split('~').map((part): [string, unknown] => {
        const field = SETTING_FIELDS.find((one) => CODES[one] === part[0]) ?? '';
        return [field, JSON.parse(decodeURIComponent(part.slice(1)).replaceAll('!', '"'))];
      });
      const parsed = settingsSchema.partial().safeParse(Object.fromEntries(pairs));
      return parsed.success ? (Object.fromEntries(Object.entries(parsed.data)) as SettingsChange) : undefined;
    } catch {
      return undefined; // a malformed escape or value: not ours
    }
  },
};
