import { Temporal } from 'temporal-polyfill';

/** Weeks without an answer per quarter that do not end a streak. */
export const FREEZES_A_QUARTER = 2;

/** A week with a check-in, for one member. */
export interface LivedWeek {
  /** Its Monday. */
  readonly week: Temporal.PlainDate;
  readonly answered: boolean;
  /** Whether it still takes an answer, at least for the streak. */
  readonly open: boolean;
}

export interface Streak {
  /** Consecutive answered weeks up to now. Frozen weeks do not count, and do not end it. */
  readonly weeks: number;
  readonly longest: number;
  /** Mondays (ISO dates) of the weeks bridged by a freeze. */
  readonly frozen: ReadonlySet<string>;
  /** Freezes left in the quarter of `today`. */
  readonly freezesLeft: number;
}

/** A streak up to some week, from which the next weeks continue. */
export type StreakSoFar = Pick<Streak, 'weeks' | 'longest' | 'frozen'>;

/**
 * Computes a member's streak. Only weeks that had a check-in count: those that the community skipped, or the bot missed, do
 * not. A week without an answer uses a freeze of the quarter of its Monday, and ends the streak if there is none left; before
 * the first answer there is nothing to freeze.
 *
 * @param weeks oldest first, each once
 * @param before the streak before them; none if left out
 */
export function streakOf(weeks: readonly LivedWeek[], today: Temporal.PlainDate, before?: StreakSoFar): Streak {
  const frozen = new Set(before?.frozen);
  const used = new Map<string, number>();
  for (const week of frozen) {
    const quarter = quarterOf(Temporal.PlainDate.from(week));
    used.set(quarter, (used.get(quarter) ?? 0) + 1);
  }
  let [current, longest] = [before?.weeks ?? 0, before?.longest ?? 0];
  for (const { week, answered, open } of weeks) {
    const quarter = quarterOf(week);
    const spent = used.get(quarter) ?? 0;
    if (answered) {
      current += 1;
      longest = Math.max(longest, current);
    } else if (open || current === 0) {
      // Nothing is lost yet, or there is nothing to lose.
    } else if (spent < FREEZES_A_QUARTER) {
      used.set(quarter, spent + 1);
      frozen.add(week.toString());
    } else current = 0;
  }
  return { weeks: current, longest, frozen, freezesLeft: FREEZES_A_QUARTER - (used.get(quarterOf(today)) ?? 0) };
}

function quarterOf({ year, month }: Temporal.PlainDate): string {
  return `${year} ${Math.ceil(month / 3)}`;
}
