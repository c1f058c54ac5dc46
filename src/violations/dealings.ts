import { inPages, within } from '../database/keyset.ts';
import { isReaction, type Reaction } from '../kinds/violations.ts';
import type { Circumstances } from '../kinds/what-helps.ts';
import { UNREADABLE } from '../text/unreadable.ts';
import type { Entry, ReadingContext } from './entries.ts';
import { EARLIER_TOLD, type EarlierEntry } from './insert.ts';
import { isSameLabel } from './list.ts';

/** Rows read and decrypted per batch, so that decryption does not block the event loop. */
const BATCH = 200;

/** What an author's other entries say about an entry's client. */
export interface Dealings {
  /** Entries about the client, with this one; 1 if it names no client. */
  readonly entries: number;
  /** Reactions to earlier entries of the same kind about the client. */
  readonly tried: readonly Reaction[];
}

/**
 * What was written earlier about the client of an entry. Labels are sealed one by one, so all of them are read.
 * @param told the author's earlier entries, where they are known: a full list may not be all of them
 */
export async function findDealings(
  context: ReadingContext,
  entry: Entry,
  told?: readonly EarlierEntry[],
): Promise<Dealings> {
  const { db, sealer } = context;
  const { authorId, id, kind, clientLabel } = entry;
  if (!clientLabel || clientLabel === UNREADABLE) return { entries: 1, tried: [] };
  let entries = 1;
  const tried = new Set<Reaction>();
  const count = (rows: readonly EarlierEntry[]) => {
    for (const row of rows) {
      const { clientLabel: label } = sealer.open('Violation', row);
      if (row.id === id || row.createdAt > entry.loggedAt || label === null || !isSameLabel(label, clientLabel))
        continue;
      entries += 1;
      if (row.kind === kind && isReaction(row.reaction)) tried.add(row.reaction);
    }
  };
  if (told && told.length < EARLIER_TOLD) count(told);
  else {
    const batches = inPages({ createdAt: 'time', id: 'text' }, BATCH, (page) =>
      db.violation.findMany({
        ...within(page, { authorId, clientLabel: { not: null } }),
        select: { id: true, createdAt: true, clientLabel: true, kind: true, reaction: true },
      }),
    );
    for await (const rows of batches) count(rows);
  }
  return { entries, tried: [...tried] };
}

/** What is known of an entry when help is chosen for it. */
export function circumstancesOf({ reaction, weight }: Entry, dealings: Dealings): Circumstances {
  return { reaction, ...(weight === undefined ? {} : { weight }), ...dealings };
}
