/** What five persons met while the database was disturbed. */
export interface Tally {
  presses: number;
  /** Presses that the person saw fail, or never saw end. */
  readonly unanswered: string[];
  /** What was confirmed and is not there, or was typed and not given back. */
  readonly lost: string[];
  /** What was done once and is there twice. */
  readonly doubled: string[];
  /** Told as failed, with a way to go on: what a disturbance is allowed to do. */
  apologies: number;
}

export const newTally = (): Tally => ({ presses: 0, unanswered: [], lost: [], doubled: [], apologies: 0 });

/** Compares what people were told with what is stored: each confirmed name once, each other one at most once. */
export function compare(
  tally: Tally,
  { confirmed, stored }: { readonly confirmed: ReadonlySet<string>; readonly stored: readonly string[] },
): void {
  const counts = new Map<string, number>();
  for (const name of stored) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const name of confirmed) if (!counts.has(name)) tally.lost.push(name);
  for (const [name, count] of counts) if (count > 1) tally.doubled.push(name);
}
