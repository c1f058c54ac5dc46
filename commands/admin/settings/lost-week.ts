import { isWeekOver } from '../../../src/checkins/moderate.ts';
import type { SettingsChange } from '../../../src/communities/settings-schema.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { isHoliday } from '../../../src/time/holidays.ts';

/** Settings that determine when in a week the check-in is due, or whether it is. */
const PLAN_FIELDS = ['checkinWeekday', 'checkinTime', 'zone', 'checkinHolidays'] as const;

/** Whether a change may move this week's check-in. */
export const changesPlan = (wanted: SettingsChange): boolean =>
  PLAN_FIELDS.some((field) => wanted[field] !== undefined);

/**
 * Changes the plan, and tells moderators if this week's check-in is lost by that: its new time has already passed, so that only
 * they can post it.
 */
export async function watchWeek<T>(
  call: Call,
  change: () => Promise<T>,
): Promise<{ readonly done: T; readonly notice?: string }> {
  const { t, services, command } = call;
  const isOver = () => isWeekOver({ ...services, isHoliday }, communityOf(call).id);
  const before = await isOver();
  const done = await change();
  if (before || !(await isOver())) return { done };
  return { done, notice: `⚠️ ${t('setup:checkin.over', { post: command('admin.checkin.post') })}` };
}
