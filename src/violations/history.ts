import { z } from 'zod';
import { parseJson } from '../text/unreadable.ts';

/** An entry's old values before an edit, as they were stored. */
const version = z.strictObject({
  /** ISO 8601, UTC. */
  at: z.string(),
  was: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

export type Version = z.infer<typeof version>;

/** Maximum edits kept; the oldest go first. */
const MOST = 30;

const shape = z.array(version);

/** Reads the sealed column, oldest version first; empty if it cannot be read. */
export function readHistory(stored: string | null): Version[] {
  return parseJson(stored, (value) => shape.parse(value)) ?? [];
}

/** The history with one more edit; unchanged if nothing was edited. */
export function withVersion(history: readonly Version[], at: string, was: Version['was']): readonly Version[] {
  if (Object.keys(was).length === 0) return history;
  return [...history, { at, was }].slice(-MOST);
}
