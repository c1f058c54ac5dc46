/** How long a person is left without an answer, in milliseconds from when the bot received the interaction. */
export interface Deadlines {
  /** For what the bot can do without: the person's language, what the community added to the guide. */
  readonly dispensable: number;
  /** Until an answer is announced in the handler's place. Discord itself gives up after 3 s. */
  readonly hold: number;
  /** Until the person hears how it stands, with what they typed. */
  readonly interim: number;
  /** The same where the person was told at once that it takes a while. */
  readonly announcedInterim: number;
}

/**
 * A second of Discord's three is left for the way there and back. After 12 s everything that waits for the database has had
 * its answer or has failed: what is still not done then needs a word.
 */
export const DEADLINES: Deadlines = { dispensable: 1000, hold: 2000, interim: 12_000, announcedInterim: 60_000 };
