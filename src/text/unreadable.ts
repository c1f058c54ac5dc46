/**
 * Placeholder for an unreadable text, until an answer says so in the person's language (`discord/unreadable.ts`). A code point
 * that Unicode reserves for internal use by programs, so no user-written text contains it.
 */
export const UNREADABLE = '\uFDD0';

/** Opens a text, or returns {@link UNREADABLE}. */
export function openOr<C>(sealer: { openText(cell: C, stored: string): string }, cell: C, stored: string): string {
  try {
    return sealer.openText(cell, stored);
  } catch (error) {
    if (error instanceof Error && error.name === 'SealError') return UNREADABLE;
    throw error;
  }
}

/** Parses a column's JSON; undefined if it is empty, unreadable or not of the expected shape. */
export function parseJson<T>(text: string | null, parse: (value: unknown) => T): T | undefined {
  if (text === null || text === UNREADABLE) return undefined;
  try {
    return parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
