import type { IsHoliday } from '../checkins/plan.ts';
import { followPause } from '../checkins/take-back.ts';
import { findAudit, findLastChange } from '../communities/audit.ts';
import {
  changeOf,
  lockSettings,
  markOf,
  type SettingsOwner,
  type SettingsStore,
  writeChange,
} from '../communities/settings.ts';
import {
  SETTING_FIELDS,
  type SettingField,
  type SettingsChange,
  type StoredSettings,
  settingsSchema,
} from '../communities/settings-schema.ts';
import type { Undoing, UndoOutcome } from '../communities/undo.ts';

export interface SettingsConflict {
  readonly field: SettingField;
  readonly settings: StoredSettings;
  /** The change that undoing would make. */
  readonly earlier: SettingsChange;
  /** The moderator (snowflake) who changed it last; undefined if no longer known. */
  readonly by: string | undefined;
}

const values = settingsSchema.partial().strip();

/**
 * Undoes a change of settings. That is itself a change, and can be undone.
 * @param may whether the person may make it
 */
export async function undoSettings(
  { db, clock, isHoliday }: SettingsStore & { readonly isHoliday: IsHoliday },
  community: SettingsOwner,
  { entryId, actorId, over }: Undoing,
  may: (change: SettingsChange, present: StoredSettings) => boolean,
): Promise<UndoOutcome<SettingsConflict> | { readonly type: 'withheld' }> {
  return db.$transaction(async (tx): Promise<UndoOutcome<SettingsConflict> | { readonly type: 'withheld' }> => {
    const entry = await findAudit(tx, community.id, entryId);
    if (!entry?.action.startsWith('settings.')) return { type: 'gone' };
    const parsed = { before: values.safeParse(entry.before ?? {}), after: values.safeParse(entry.after ?? {}) };
    // The rules may have become stricter since.
    if (!parsed.before.success || !parsed.after.success) return { type: 'gone' };
    const [earlier, made] = [changeOf(parsed.before.data), changeOf(parsed.after.data)];
    const present = await lockSettings(tx, community);
    if (isAsBefore(present, earlier)) return { type: 'same' };
    if (!may(earlier, present)) return { type: 'withheld' };
    const field = fieldsOf(made).find((one) => present[one] !== made[one]);
    const mark = markOf(present, fieldsOf(made));
    if (field && mark !== over) {
      const last = await findLastChange(tx, community.id, field);
      return { type: 'conflict', mark, field, settings: present, earlier, by: last?.actorId };
    }
    await writeChange({ db: tx, clock }, community.id, present, earlier, actorId);
    const until = earlier.checkinPausedUntil;
    if (until !== undefined && until !== present.checkinPausedUntil)
      await followPause({ db: tx, isHoliday }, community.id, until, clock.now());
    return { type: 'undone' };
  });
}

/** Whether settings are as they were before a change, so that there is nothing to undo. */
export function isAsBefore(settings: StoredSettings, before: object): boolean {
  const earlier: SettingsChange = before;
  return fieldsOf(before).every((field) => settings[field] === earlier[field]);
}

function fieldsOf(change: object): SettingField[] {
  return SETTING_FIELDS.filter((field) => field in change);
}
