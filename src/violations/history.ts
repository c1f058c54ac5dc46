import { z } from 'zod';
import { parseJson } from '../text/unreadable.ts';

/** What an entry said before an edit: the old values of what changed, as they were stored. */
const version = z.strictObject({
  /** ISO 8601, UTC. */
  at: z.string(),
  was: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

export type Version = z.infer<typeof version>;

/** Edits that are remembered; the oldest go first. A correction of a typo is no evidence for long. */
const MOST = 30;

const shape = z.array(version);

/** Reads the sealed column, oldest version first. What cannot be read is none. */
export function readHistory(stored: string | null): Version[] {
  return parseJson(stored, (value) => shape.parse(value)) ?? [];
}

/** The history with one more edit; as it was if nothing changed. */
export function withVersion(history: readonly Version[], at: string, was: Version['was']): readonly Version[] {
  if (Object.keys(was).length === 0) return history;
  return [...history, { at, was }].slice(-MOST);
}
