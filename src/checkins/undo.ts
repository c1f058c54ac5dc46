import { Temporal } from 'temporal-polyfill';
import { findAudit } from '../communities/audit.ts';
import { NO_END } from '../communities/settings-schema.ts';
import type { Undoing, UndoOutcome } from '../communities/undo.ts';
import { type By, type ModerateContext, setPause, setSkip } from './moderate.ts';

export interface PauseConflict {
  /** First day (ISO date) after the current pause; null: not paused. */
  readonly until: string | null;
}

/** Undoes skipping or restoring a week, or pausing or resuming check-ins. */
export async function undoCheckins(
  context: ModerateContext,
  communityId: string,
  { entryId, actorId, over }: Undoing,
): Promise<UndoOutcome<PauseConflict>> {
  const entry = await findAudit(context.db, communityId, entryId);
  const by: By = { communityId, actorId };
  switch (entry?.action) {
    case 'checkin.skip':
      return undoSkip(context, by, entry.after?.day, false);
    case 'checkin.unskip':
      return undoSkip(context, by, entry.before?.day, true);
    case 'checkin.pause':
    case 'checkin.resume': {
      const until = asDay(entry.before?.until) ?? null;
      const made = asDay(entry.after?.until) ?? null;
      const outcome = await setPause(context, by, until, [
        made,
        ...(over === undefined ? [] : [over === NONE ? null : over]),
      ]);
      return outcome.type === 'conflict' ? { ...outcome, mark: outcome.until ?? NONE } : outcome;
    }
    default:
      return { type: 'gone' };
  }
}

/** The mark for check-ins that are not paused. */
const NONE = 'none';

async function undoSkip(
  context: ModerateContext,
  by: By,
  day: unknown,
  skipped: boolean,
): Promise<UndoOutcome<PauseConflict>> {
  const week = asDay(day);
  if (week === undefined) return { type: 'gone' };
  const { type } = await setSkip(context, by, Temporal.PlainDate.from(week), skipped);
  if (type === 'same') return { type };
  return { type: type === 'skipped' || type === 'unskipped' ? 'undone' : 'gone' };
}

function asDay(value: unknown): string | undefined {
  return typeof value === 'string' && (value === NO_END || /^\d{4}-\d{2}-\d{2}$/.test(value)) ? value : undefined;
}
