import { Temporal } from 'temporal-polyfill';

/** How many weeks without an answer in a quarter leave a streak as it is. */
export const FREEZES_A_QUARTER = 2;

/** A week that had a check-in, as one member has lived it. */
export interface LivedWeek {
  /** Its Monday. */
  readonly week: Temporal.PlainDate;
  readonly answered: boolean;
  /** Whether it still takes an answer, for the streak at least. */
  readonly open: boolean;
}

export interface Streak {
  /** Answered weeks in a row, up to now. Frozen weeks do not count, and do not end it. */
  readonly weeks: number;
  readonly longest: number;
  /** Mondays (ISO dates) of the weeks that a freeze has bridged. */
  readonly frozen: ReadonlySet<string>;
  /** Freezes that are left in the quarter of `today`. */
  readonly freezesLeft: number;
}

/** A streak up to some week, which the next weeks go on from. */
export type StreakSoFar = Pick<Streak, 'weeks' | 'longest' | 'frozen'>;

/**
 * Reckons a member's streak. Only weeks that had a check-in count: one that the community left out, or the bot missed, is
 * nobody's fault. A week without an answer costs a freeze of the quarter that its Monday lies in, and ends the streak where
 * there is none left; before the first answer there is nothing to freeze.
 *
 * @param weeks oldest first, each once
 * @param before what came before them; nothing if left out
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
