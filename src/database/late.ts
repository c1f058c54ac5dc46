import type { Prisma } from './generated/client.ts';
import type { Memory } from './memory.ts';

type Tx = Prisma.TransactionClient;

/** A table of which some rows are written a moment later, many in one statement: see {@link Late}. */
export interface LateTable<R> {
  /** Name of its model. */
  readonly table: string;
  /** The member whom a row is about. */
  personOf(row: R): string;
  /** When it was noted. */
  notedAt(row: R): Date;
  /** Distinguishes the rows of a member; a later one replaces an earlier one unless they are merged. */
  keyOf(row: R): string;
  merge?(earlier: R, later: R): R;
  /**
   * Writes rows, each with another key. It may be repeated with the same rows, and another process may write the same ones: so it
   * adds to what it finds.
   */
  write(db: Tx, rows: readonly R[]): Promise<void>;
}

/**
 * Writes that nobody waits for: what was noted is written a moment later, in the background and together with what others noted
 * meanwhile. Only for what nobody is told to be saved: a crash loses it.
 *
 * Any statement outside a transaction that mentions a table first waits until what was noted for it is written, and a transaction
 * begins only when everything is; so no reader misses anything that was noted before.
 */
export interface Late {
  note<R>(to: LateTable<R>, row: R): void;
  /**
   * Reads without waiting for what was noted: the caller adds the member's `noted` rows, some of which may already be in what it
   * has read.
   */
  readAlong<R, T>(from: LateTable<R>, personId: string, read: (noted: readonly R[]) => Promise<T>): Promise<T>;
  /** Writes what was noted until now. Rejects if the database is away: it is then kept, and tried again. */
  flush(): Promise<void>;
}

/**
 * What one process alone may note later, where there is no other: an effect that must not happen twice if two processes hear of the same
 * interaction. On a server it is written at once, with the interaction's claim.
 */
export function lateWhereAlone<D extends Tx>(store: {
  readonly db: D;
  readonly late?: Late;
  readonly databaseKind?: 'embedded' | 'server';
}): { readonly db: D; readonly late?: Late } {
  const { db, late, databaseKind } = store;
  return late && databaseKind !== 'server' ? { db, late } : { db };
}

/** Notes a row for later; where nothing is written later, it is written at once. */
export async function noteLater<R>(
  { db, late }: { readonly db: Tx; readonly late?: Late },
  to: LateTable<R>,
  row: R,
): Promise<void> {
  if (late) late.note(to, row);
  else await to.write(db, [row]);
}

/** Reads a member's rows, and what was noted for them but may not be among them yet: see {@link Late.readAlong}. */
export function readAlong<R, T>(
  { late }: { readonly late?: Late },
  from: LateTable<R>,
  personId: string,
  read: (noted: readonly R[]) => Promise<T>,
): Promise<T> {
  return late ? late.readAlong(from, personId, read) : read([]);
}

/** What is stored of a member, and what was noted for them but may not be in it yet. */
export interface Along<R, T> {
  readonly stored: T | undefined;
  readonly noted: readonly R[];
}

/**
 * The same for what is remembered of each member: read together with what others need of it at the same moment.
 *
 * @param load what is stored of these persons
 */
export function recallAlong<R, T>(
  { late, memory }: { readonly late?: Late; readonly memory?: Memory },
  from: LateTable<R>,
  personId: string,
  load: (personIds: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): Promise<Along<R, T>> {
  const along = late ? { late } : {};
  // Each caller that shares the statement adds what was noted for its member.
  const read = (ids: readonly string[]) => readAlong(along, from, '', () => load(ids));
  return readAlong(along, from, personId, async (noted) => {
    const stored = memory
      ? await memory.recallEach(from.table, personId, read)
      : (await read([personId])).get(personId);
    return { stored, noted };
  });
}
