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

/**
 * Reads the sealed column, oldest version first; empty if it cannot be read. Earlier labels of a client are left out: a label is
 * corrected because it said too much, and must not live on in what was. Histories from before hold some.
 */
export function readHistory(stored: string | null): Version[] {
  const versions = parseJson(stored, (value) => shape.parse(value)) ?? [];
  return versions.flatMap(({ at, was: { clientLabel: _label, ...was } }) =>
    Object.keys(was).length > 0 ? [{ at, was }] : [],
  );
}

/** The history with one more edit; unchanged if nothing was edited. */
export function withVersion(history: readonly Version[], at: string, was: Version['was']): readonly Version[] {
  if (Object.keys(was).length === 0) return history;
  return [...history, { at, was }].slice(-MOST);
}
