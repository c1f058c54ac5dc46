/** What persons met while the database was disturbed. */
export interface Tally {
  presses: number;
  /** Presses that the person saw fail, never saw end, or saw answered too late. */
  readonly unanswered: string[];
  /** What was confirmed and is not there, or was typed and not given back. */
  readonly lost: string[];
  /** What was done once and is stored twice. */
  readonly doubled: string[];
  /** What is seen twice at Discord. */
  readonly duplicated: string[];
  /** What persons could not do, although the bot had offered it: a mistake of the bot, or of this program. */
  readonly impossible: string[];
  /** Told as failed, with a way to go on: what a disturbance is allowed to do. */
  apologies: number;
  /** First answers that were late by no more than what the machine took. */
  excused: number;
  /** Longest time until a first answer, in milliseconds. */
  slowest: number;
  /** How often each thing was confirmed, by its kind: what was never done was never tried. */
  readonly done: Map<string, number>;
}

export const newTally = (): Tally => ({
  presses: 0,
  unanswered: [],
  lost: [],
  doubled: [],
  duplicated: [],
  impossible: [],
  apologies: 0,
  excused: 0,
  slowest: 0,
  done: new Map(),
});

/**
 * Compares what people were told with what is there: each confirmed name once, each other one at most once.
 * @param twice where to note what is there more than once
 */
export function compare(
  tally: Tally,
  what: string,
  { confirmed, stored }: { readonly confirmed: ReadonlySet<string>; readonly stored: readonly string[] },
  twice: string[] = tally.doubled,
): void {
  const counts = new Map<string, number>();
  for (const name of stored) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const name of confirmed) if (!counts.has(name)) tally.lost.push(`${what}: ${name}`);
  for (const [name, count] of counts) if (count > 1) twice.push(`${what}: ${name} (${count} times)`);
  tally.done.set(what, confirmed.size);
}
