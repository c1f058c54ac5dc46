import {
  SETTING_FIELDS,
  type SettingField,
  type SettingsChange,
  type StoredSettings,
} from '../../../src/communities/settings-schema.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';

/**
 * Why a moderator may not make a change; the last part of `setup:withheld.…`. `everyone`: then every member would be a
 * moderator. `role`: people who are moderators by the role alone do not hand that right on. `channel`: nor do they have the
 * bot write where they cannot.
 */
export type Withheld = 'everyone' | 'role' | 'channel';

/** Asked before every change of a setting, whatever it comes from: a list, an old button, a file, an undo. */
export function withheldFrom(
  call: Call,
  field: SettingField,
  value: StoredSettings[SettingField],
): Withheld | undefined {
  if (field === 'moderatorRoleId') {
    // The role of everybody bears the id of the community.
    if (value === communityOf(call).id) return 'everyone';
    return call.manager ? undefined : 'role';
  }
  if (field === 'checkinChannelId' || field === 'moderatorChannelId')
    return call.manager || value === null || call.mayWrite(String(value)) ? undefined : 'channel';
  return undefined;
}

/** The first reason against a change of several settings, as far as they differ from what is stored. */
export function reasonAgainst(call: Call, change: SettingsChange, present: StoredSettings): Withheld | undefined {
  for (const field of SETTING_FIELDS) {
    const value = change[field];
    const reason = value === undefined || value === present[field] ? undefined : withheldFrom(call, field, value);
    if (reason) return reason;
  }
  return undefined;
}
