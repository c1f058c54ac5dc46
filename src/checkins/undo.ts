import { Temporal } from 'temporal-polyfill';
import { findAudit } from '../communities/audit.ts';
import { NO_END } from '../communities/settings-schema.ts';
import type { Undoing, UndoOutcome } from '../communities/undo.ts';
import { restoreTheme } from './choose-theme.ts';
import { type By, type ModerateContext, setPause, setSkip } from './moderate.ts';

export interface PauseConflict {
  /** First day (ISO date) after the current pause; null: not paused. */
  readonly until: string | null;
}

export interface ThemeConflict {
  /** The theme chosen since; null: the one whose turn it is. */
  readonly theme: string | null;
}

/** Undoes skipping or restoring a week, pausing or resuming check-ins, or the choice of a theme. */
export async function undoCheckins(
  context: ModerateContext,
  communityId: string,
  { entryId, actorId, over }: Undoing,
): Promise<UndoOutcome<PauseConflict | ThemeConflict>> {
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
      const outcome = await setPause(context, by, until, [made, ...seen(over)]);
      return outcome.type === 'conflict' ? { ...outcome, mark: outcome.until ?? NONE } : outcome;
    }
    case 'checkin.theme': {
      const { before, after } = entry;
      const day = asDay(after?.day);
      if (day === undefined) return { type: 'gone' };
      const back = { localDate: Temporal.PlainDate.from(day), theme: asTheme(before?.theme) };
      const outcome = await restoreTheme(context, by, back, [asTheme(after?.theme), ...seen(over)]);
      return outcome.type === 'conflict' ? { ...outcome, mark: outcome.theme ?? NONE } : outcome;
    }
    default:
      return { type: 'gone' };
  }
}

/** The mark for check-ins that are not paused, and for a theme in its turn. */
const NONE = 'none';

/** The state that a moderator was told of, by its mark. */
const seen = (over: string | undefined) => (over === undefined ? [] : [over === NONE ? null : over]);

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

const asTheme = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function asDay(value: unknown): string | undefined {
  return typeof value === 'string' && (value === NO_END || /^\d{4}-\d{2}-\d{2}$/.test(value)) ? value : undefined;
}
