import {
  SETTING_FIELDS,
  type SettingField,
  type SettingsChange,
  type StoredSettings,
} from '../../../src/communities/settings-schema.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';

/**
 * Why a moderator may not make a change; the last part of `setup:withheld.…`. `everyone`: it would make every member a
 * moderator. `role`: moderators by role alone cannot grant that right. `channel`: nor can they make the bot write where they
 * may not.
 */
export type Withheld = 'everyone' | 'role' | 'channel';

/** Checked before every change of a setting from any source: a list, an old button, a file, an undo. */
export function withheldFrom(
  call: Call,
  field: SettingField,
  value: StoredSettings[SettingField],
): Withheld | undefined {
  if (field === 'moderatorRoleId') {
    // The @everyone role has the community's id.
    if (value === communityOf(call).id) return 'everyone';
    return call.manager ? undefined : 'role';
  }
  if (field === 'checkinChannelId' || field === 'moderatorChannelId')
    return call.manager || value === null || call.mayWrite(String(value)) ? undefined : 'channel';
  return undefined;
}

/** The first reason against a change of several settings, considering only those that differ from the stored ones. */
export function reasonAgainst(call: Call, change: SettingsChange, present: StoredSettings): Withheld | undefined {
  for (const field of SETTING_FIELDS) {
    const value = change[field];
    const reason = value === undefined || value === present[field] ? undefined : withheldFrom(call, field, value);
    if (reason) return reason;
  }
  return undefined;
}
