import { ageOf, type Moment, machineClock } from '../time/moment.ts';

/**
 * How sure a process may be of its locks. All of it is computed from clocks when it is asked, not by timers: a process that was
 * frozen knows in the first line that it runs again that it holds nothing, before any timer or message.
 */
export interface Certainty {
  readonly now: () => Moment;
  /** The process runs, and tries to reach the database. */
  turn(): void;
  /** The server answered a question that was sent then. `alone`: no other process was to be seen. */
  answered(sent: Moment, alone: boolean): void;
  /** The session with the locks has ended. */
  lost(): void;
  /** Whether the locks of the current session are certainly held. */
  isCertain(): boolean;
  /**
   * Whether what the gateway tells may be acted on: until somebody else could have the locks. Where there was nobody else, also
   * while the database is away, so that people hear that it is; but not after the process itself stood still.
   */
  mayListen(): boolean;
}

/** @param limit milliseconds for which an answered question is good */
export function createCertainty(limit: number, now: () => Moment = machineClock): Certainty {
  let sent: Moment | undefined;
  let ran = now();
  let connected = false;
  let alone = false;
  const isFresh = (moment: Moment): boolean => ageOf(moment, now()) < limit;
  return {
    now,
    turn() {
      // Others may have started while this process stood still.
      if (!isFresh(ran)) alone = false;
      ran = now();
    },
    answered(moment, nobodyElse) {
      sent = moment;
      connected = true;
      alone = nobodyElse;
    },
    lost() {
      connected = false;
    },
    isCertain: () => connected && sent !== undefined && isFresh(sent),
    mayListen: () => sent !== undefined && (isFresh(sent) || (alone && isFresh(ran))),
  };
}
