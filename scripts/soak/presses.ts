import { DISCORD_WAITS } from '../chaos/lag.ts';
import { type Ending, gapsOf, type Span } from './holding.ts';

/** How long a person waits for what was announced, in milliseconds. */
export const PERSON_WAITS = 25_000;

/** A press as it was seen from Discord. Times are those of one monotonic clock, in milliseconds. */
export interface Pressed {
  /** What was pressed, for a person to read. */
  readonly what: string;
  readonly shard: number;
  readonly at: number;
  /** When its first answer came; undefined if none did. */
  readonly answeredAt: number | undefined;
  /** Of the time until then, what the machine took: a process that was ready and did not run. */
  readonly machine: number;
  /** Whether the first answer only announced one. */
  readonly announced: boolean;
  /** When the announced answer came. */
  readonly outcomeAt: number | undefined;
}

/** Why a press was not answered in time: its shard was without a process meanwhile, or else it is the bot's fault. */
export type Cause = Ending | 'no process yet' | 'held, and not answered' | 'held, and answered too late';

/** Causes that are not the bot's fault: no process held the shard at some moment of the wait, and it was not the bot that failed. */
export const isExcused = (cause: Cause): boolean => cause !== 'ended by itself' && !cause.startsWith('held');

export interface Verdict {
  readonly answered: number;
  /** First answers that were late by no more than what the machine took. */
  readonly excused: number;
  readonly unanswered: ReadonlyMap<Cause, number>;
  /** Those unanswered that are the bot's fault. */
  readonly faults: readonly Pressed[];
}

/**
 * Judges presses. One counts as answered if its first answer came within Discord's three seconds (what the machine took is taken
 * off), and an announced one within the time that a person waits. Any other is unanswered, by the cause that took its shard from
 * the process that held it, if there was a moment without one while the person waited.
 */
export function judgePresses(presses: readonly Pressed[], spans: readonly Span[]): Verdict {
  let [answered, excused] = [0, 0];
  const unanswered = new Map<Cause, number>();
  const faults: Pressed[] = [];
  for (const press of presses) {
    const took = (press.answeredAt ?? Number.POSITIVE_INFINITY) - press.at;
    const inTime = took - press.machine <= DISCORD_WAITS;
    const done =
      inTime && (!press.announced || (press.outcomeAt ?? Number.POSITIVE_INFINITY) - press.at <= PERSON_WAITS);
    if (done) {
      answered += 1;
      if (took > DISCORD_WAITS) excused += 1;
      continue;
    }
    const wait = inTime ? PERSON_WAITS : DISCORD_WAITS;
    const [gap] = gapsOf(spans, press.shard, [press.at, press.at + wait]);
    const late = press.answeredAt !== undefined && !inTime;
    const cause = gap ? (gap.why ?? 'no process yet') : late ? 'held, and answered too late' : 'held, and not answered';
    unanswered.set(cause, (unanswered.get(cause) ?? 0) + 1);
    if (!isExcused(cause)) faults.push(press);
  }
  return { answered, excused, unanswered, faults };
}
