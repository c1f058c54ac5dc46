import type { Temporal } from 'temporal-polyfill';
import { inPages, within } from '../database/keyset.ts';
import type { State, ViolationKind } from '../kinds/violations.ts';
import { UNREADABLE } from '../text/unreadable.ts';
import { type Entry, type EntryRow, type ReadingContext, toEntry } from './entries.ts';

/** Time spans to filter by, measured on the day it happened. */
export const PERIODS = ['month', 'quarter', 'year'] as const;

export type Period = (typeof PERIODS)[number];

const DAYS: Readonly<Record<Period, number>> = { month: 30, quarter: 91, year: 365 };

/** Filter for a member's list of entries. */
export interface EntryFilter {
  readonly kind: ViolationKind | undefined;
  readonly state: State | undefined;
  readonly period: Period | undefined;
  /** An entry (id) that carries the client's label: the label itself is private and must not appear in a control. */
  readonly client: string | undefined;
}

export interface EntryPage {
  readonly entries: readonly Entry[];
  /** Total number of matching entries. */
  readonly total: number;
}

/** Rows read and decrypted per batch, so that decryption does not block the event loop. */
const BATCH = 200;

/**
 * One page of a member's own entries, latest first.
 *
 * @param clients the member's clients, if the filter names one
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
  // An entry that is gone or another member's is ignored: all entries are shown.
  const about = (client && clients.find(({ ids }) => ids.includes(client))?.ids) || null;
  // The entries about a client are passed as one parameter: Prisma's `in` makes one of each, and PostgreSQL takes at most 32,767.
  const rows = await db.$queryRaw<(EntryRow & { readonly total: number })[] | { total: number; id: null }[]>`
    WITH matching AS (
      SELECT id, "happenedOn", "createdAt" FROM "Violation"
      WHERE "authorId" = ${authorId} AND (${kind}::text IS NULL OR kind = ${kind})
        AND (${state}::text IS NULL OR state = ${state}) AND (${since}::date IS NULL OR "happenedOn" >= ${since}::date)
        AND (${about}::uuid[] IS NULL OR id = ANY(${about}::uuid[]))
    )
    SELECT counted.total, shown.* FROM (SELECT count(*)::int AS total FROM matching) AS counted LEFT JOIN (
      SELECT v.id::text, v."authorId", v."communityId", v."checkinId"::text, v.kind, v.story, v."clientLabel", v."nextStep",
        v.reaction, v.weight, v."happenedOn", v.state, v.outcome, v."addressedOn", v."unpaidMinutes", v.amount, v.currency,
        v.history, v."interactionId", v."createdAt", v."updatedAt"
      FROM (
        SELECT id FROM matching ORDER BY "happenedOn" DESC, "createdAt" DESC, id DESC LIMIT ${take} OFFSET ${skip}
      ) AS page JOIN "Violation" v ON v.id = page.id
    ) AS shown ON true
    ORDER BY shown."happenedOn" DESC, shown."createdAt" DESC, shown.id DESC`;
  const entries = rows.flatMap((row) => (row.id === null ? [] : [toEntry(sealer.open('Violation', row))]));
  return { entries, total: rows[0]?.total ?? 0 };
}

/** All of a member's entries, or those about one client, in the order in which they happened; read in batches. */
export async function* allEntries(context: ReadingContext, authorId: string, client?: Client): AsyncGenerator<Entry> {
  const { db, sealer } = context;
  // Filtered here: there may be more of them than a statement takes parameters.
  const about = client && new Set(client.ids);
  const key = { happenedOn: 'time', createdAt: 'time', id: 'text' } as const;
  const batches = inPages(key, BATCH, (page) => db.violation.findMany(within(page, { authorId })));
  for await (const rows of batches)
    for (const row of rows) if (!about || about.has(row.id)) yield toEntry(sealer.open('Violation', row));
}

/** A client, by the member's name for them. */
export interface Client {
  readonly label: string;
  /** Their oldest entry, which represents the label in controls. */
  readonly entry: string;
  /** All entries about them. */
  readonly ids: readonly string[];
}

/**
 * A member's clients, most recently mentioned first. Labels are read one by one, because each is sealed separately; a searchable
 * hash beside it would tell anyone with the files which entries are about the same client.
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
      // Moves the client last written about to the end, under their latest label.
      clients.delete(key);
      clients.set(key, { label, ids });
    }
  }
  return [...clients.values()].reverse().map(({ label, ids }) => ({ label, ids, entry: ids[0] ?? '' }));
}

/** The client with this label, ignoring case. */
export function findClient(clients: readonly Client[], typed: string): Client | undefined {
  const folded = foldLabel(typed);
  return clients.find(({ label }) => foldLabel(label) === folded);
}

/** Whether two labels name the same client. */
export function isSameLabel(one: string, other: string): boolean {
  return foldLabel(one) === foldLabel(other);
}

function foldLabel(label: string): string {
  return label.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
