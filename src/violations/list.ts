import type { Temporal } from 'temporal-polyfill';
import { inPages, within } from '../database/keyset.ts';
import type { State, ViolationKind } from '../kinds/violations.ts';
import { UNREADABLE } from '../text/unreadable.ts';
import { type Entry, type ReadingContext, toEntry } from './entries.ts';

/** Spans of time to look at, by the day it happened. */
export const PERIODS = ['month', 'quarter', 'year'] as const;

export type Period = (typeof PERIODS)[number];

const DAYS: Readonly<Record<Period, number>> = { month: 30, quarter: 91, year: 365 };

/** Which of their entries a member looks at. */
export interface EntryFilter {
  readonly kind: ViolationKind | undefined;
  readonly state: State | undefined;
  readonly period: Period | undefined;
  /** An entry (id) with the label of the client: the label itself is private, and stands in no control. */
  readonly client: string | undefined;
}

export interface EntryPage {
  readonly entries: readonly Entry[];
  /** How many there are in all. */
  readonly total: number;
}

/** Rows that are read at once: decrypting them holds nobody up. */
const BATCH = 200;

/**
 * One page of a member's own entries, those that happened last first.
 *
 * @param clients the member's, where the filter names one
 * @param today the day on the author's calendar
 */
export async function listEntries(
  context: ReadingContext,
  authorId: string,
  filter: EntryFilter,
  { skip, take }: { readonly skip: number; readonly take: number },
  today: Temporal.PlainDate,
  clients: readonly Client[],
): Promise<EntryPage> {
  const { db, sealer } = context;
  const { kind = null, state = null, period, client } = filter;
  const since = period ? today.subtract({ days: DAYS[period] }).toString() : null;
  // Of an entry that is gone, or another's, nothing is told: all are shown.
  const about = (client && clients.find(({ ids }) => ids.includes(client))?.ids) || null;
  // The entries about a client are one parameter: Prisma's `in` makes each of them one, and PostgreSQL takes 32,767.
  const [found] = await db.$queryRaw<{ total: number; ids: string[] }[]>`
    WITH matching AS (
      SELECT id, "happenedOn", "createdAt" FROM "Violation"
      WHERE "authorId" = ${authorId} AND (${kind}::text IS NULL OR kind = ${kind})
        AND (${state}::text IS NULL OR state = ${state}) AND (${since}::date IS NULL OR "happenedOn" >= ${since}::date)
        AND (${about}::uuid[] IS NULL OR id = ANY(${about}::uuid[]))
    )
    SELECT (SELECT count(*)::int FROM matching) AS total, ARRAY(
      SELECT id::text FROM matching ORDER BY "happenedOn" DESC, "createdAt" DESC, id DESC LIMIT ${take} OFFSET ${skip}
    ) AS ids`;
  const rows = await db.violation.findMany({
    where: { authorId, id: { in: found?.ids ?? [] } },
    orderBy: [{ happenedOn: 'desc' }, { createdAt: 'desc' }, { id: 'desc' }],
  });
  return { entries: rows.map((row) => toEntry(sealer.open('Violation', row))), total: found?.total ?? 0 };
}

/** Every entry of a member, or those about one client, in the order in which it happened; read in batches. */
export async function* allEntries(context: ReadingContext, authorId: string, client?: Client): AsyncGenerator<Entry> {
  const { db, sealer } = context;
  // Looked up here: there may be more of them than a statement takes parameters.
  const about = client && new Set(client.ids);
  const key = { happenedOn: 'time', createdAt: 'time', id: 'text' } as const;
  const batches = inPages(key, BATCH, (page) => db.violation.findMany(within(page, { authorId })));
  for await (const rows of batches)
    for (const row of rows) if (!about || about.has(row.id)) yield toEntry(sealer.open('Violation', row));
}

/** A client as a member calls them. */
export interface Client {
  readonly label: string;
  /** Their oldest entry: it stands for the label in controls. */
  readonly entry: string;
  /** All entries about them. */
  readonly ids: readonly string[];
}

/**
 * A member's clients, by who was written about last. Labels are read one by one, because each is sealed for itself; a searchable
 * hash beside it would tell whoever holds the files which entries are about the same client.
 */
export async function listClients({ db, sealer }: ReadingContext, authorId: string): Promise<Client[]> {
  const clients = new Map<string, { readonly label: string; readonly ids: string[] }>();
  const batches = inPages({ createdAt: 'time', id: 'text' }, BATCH, (page) =>
    db.violation.findMany({
      ...within(page, { authorId, clientLabel: { not: null } }),
      select: { id: true, createdAt: true, clientLabel: true },
    }),
  );
  for await (const rows of batches) {
    for (const row of rows) {
      const { id, clientLabel: label } = sealer.open('Violation', row);
      if (label === null || label === UNREADABLE) continue;
      const key = foldLabel(label);
      const ids = clients.get(key)?.ids ?? [];
      ids.push(id);
      // Whoever was written about last stands last, as they were called then.
      clients.delete(key);
      clients.set(key, { label, ids });
    }
  }
  return [...clients.values()].reverse().map(({ label, ids }) => ({ label, ids, entry: ids[0] ?? '' }));
}

/** The client whom a member means by a label, however it is capitalised. */
export function findClient(clients: readonly Client[], typed: string): Client | undefined {
  const folded = foldLabel(typed);
  return clients.find(({ label }) => foldLabel(label) === folded);
}

function foldLabel(label: string): string {
  return label.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
