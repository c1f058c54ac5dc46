/** Deadlines in milliseconds after the bot received the interaction. */
export interface Deadlines {
  /** For optional parts: the person's language, a community's additions to the guide. */
  readonly dispensable: number;
  /** Until the router defers in the handler's place. Discord itself gives up after 3 s. */
  readonly hold: number;
  /** Until the person gets an interim answer with their typed text. */
  readonly interim: number;
  /** Like `interim`, if the person was told at once that it takes a while. */
  readonly announcedInterim: number;
}

/**
 * One of Discord's three seconds is reserved for the round trip. After 12 s everything waiting for the database has been answered
 * or has failed, so work that still runs needs an explanation.
 */
export const DEADLINES: Deadlines = { dispensable: 1000, hold: 2000, interim: 12_000, announcedInterim: 60_000 };
