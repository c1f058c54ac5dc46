/**
 * Stands for a text that cannot be read, until an answer says so in the person's language (`discord/unreadable.ts`). A code
 * point that Unicode keeps for the inside of programs: no text that people write holds it.
 */
export const UNREADABLE = '\uFDD0';

/** Opens a text, or gives {@link UNREADABLE} in its place. */
export function openOr<C>(sealer: { openText(cell: C, stored: string): string }, cell: C, stored: string): string {
  try {
    return sealer.openText(cell, stored);
  } catch (error) {
    if (error instanceof Error && error.name === 'SealError') return UNREADABLE;
    throw error;
  }
}

/** Reads what a column holds as JSON; undefined where it is empty, cannot be read, or is not what was expected. */
export function parseJson<T>(text: string | null, parse: (value: unknown) => T): T | undefined {
  if (text === null || text === UNREADABLE) return undefined;
  try {
    return parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
