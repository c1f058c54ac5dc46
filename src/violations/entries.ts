import type { Clock } from '../clock.ts';
import type { Tx } from '../database/client.ts';
import type { Sealer } from '../database/sealing.ts';
import { newId } from '../ids.ts';
import { isReaction, isViolationKind, type Reaction, type ViolationKind } from './kinds.ts';

/** Limits of an entry's free texts, in characters. */
export const ENTRY_LIMITS = { story: 2000, clientLabel: 100, nextStep: 500 } as const;

/** What a member writes about a violation. */
export interface NewEntry {
  readonly authorId: string;
  /** Where it was written; for that community's numbers only. */
  readonly communityId: string | undefined;
  readonly checkinId: string | undefined;
  readonly kind: ViolationKind;
  readonly story: string;
  readonly clientLabel: string | undefined;
  readonly reaction: Reaction;
  /** 1 (light) to 5 (very heavy). */
  readonly weight: number;
  readonly nextStep: string | undefined;
  /** The submission that brought it: delivered twice, it is saved once. */
  readonly interactionId: string;
}

export interface Entry extends Omit<NewEntry, 'interactionId' | 'communityId' | 'checkinId'> {
  readonly id: string;
  readonly loggedAt: Date;
}

/** What reading and writing entries needs. Texts are encrypted on their way in and decrypted on their way out. */
export interface EntriesContext {
  readonly db: Tx;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

/** Saves an entry. The same submission delivered again returns the entry that it made. */
export async function logViolation({ db, sealer, clock }: EntriesContext, entry: NewEntry): Promise<Entry> {
  const { communityId, checkinId, clientLabel, nextStep, ...rest } = entry;
  const now = clock.now().epochMilliseconds;
  const row = await db.violation.upsert({
    where: { interactionId: entry.interactionId },
    create: sealer.seal('Violation', {
      id: newId(now),
      ...rest,
      communityId: communityId ?? null,
      checkinId: checkinId ?? null,
      clientLabel: clientLabel ?? null,
      nextStep: nextStep ?? null,
      createdAt: new Date(now),
    }),
    update: {},
  });
  return toEntry(sealer.open('Violation', row));
}

/** One page of a member's own entries, newest first, with how many there are in all. */
export async function listEntries(
  { db, sealer }: Pick<EntriesContext, 'db' | 'sealer'>,
  authorId: string,
  page: { readonly skip: number; readonly take: number },
): Promise<{ entries: Entry[]; total: number }> {
  const where = { authorId };
  const total = await db.violation.count({ where });
  const rows = await db.violation.findMany({ where, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], ...page });
  return { entries: rows.map((row) => toEntry(sealer.open('Violation', row))), total };
}

/** One of a member's own entries; another's is not there. */
export async function findEntry(
  { db, sealer }: Pick<EntriesContext, 'db' | 'sealer'>,
  authorId: string,
  id: string,
): Promise<Entry | undefined> {
  const row = await db.violation.findFirst({ where: { id, authorId } });
  return row ? toEntry(sealer.open('Violation', row)) : undefined;
}

type Row = Awaited<ReturnType<Tx['violation']['findMany']>>[number];

function toEntry(row: Row): Entry {
  const { id, authorId, story, weight } = row;
  if (!isViolationKind(row.kind) || !isReaction(row.reaction)) throw new Error(`entry ${id} has an unknown kind`);
  return {
    id,
    authorId,
    story,
    weight,
    kind: row.kind,
    reaction: row.reaction,
    clientLabel: row.clientLabel ?? undefined,
    nextStep: row.nextStep ?? undefined,
    loggedAt: row.createdAt,
  };
}
