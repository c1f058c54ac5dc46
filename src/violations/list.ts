import type { Temporal } from 'temporal-polyfill';
import { UNREADABLE } from '../unreadable.ts';
import { type Entry, type ReadingContext, toEntry } from './entries.ts';
import type { State, ViolationKind } from './kinds.ts';
import { toColumn } from './tally.ts';

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
  page: { readonly skip: number; readonly take: number },
  today: Temporal.PlainDate,
  clients: readonly Client[],
): Promise<EntryPage> {
  const { db, sealer } = context;
  const { kind, state, period, client } = filter;
  const chosen = client && clients.find(({ ids }) => ids.includes(client));
  const where = {
    authorId,
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
    ...(period ? { happenedOn: { gte: toColumn(today.subtract({ days: DAYS[period] })) } } : {}),
    // Of an entry that is gone, or another's, nothing is told: all are shown.
    ...(chosen ? { id: { in: [...chosen.ids] } } : {}),
  };
  const total = await db.violation.count({ where });
  const rows = await db.violation.findMany({
    where,
    orderBy: [{ happenedOn: 'desc' }, { createdAt: 'desc' }, { id: 'desc' }],
    ...page,
  });
  return { entries: rows.map((row) => toEntry(sealer.open('Violation', row))), total };
}

/** Every entry of a member, or those about one client, in the order in which it happened; read in batches. */
export async function* allEntries(context: ReadingContext, authorId: string, client?: Client): AsyncGenerator<Entry> {
  const { db, sealer } = context;
  const where = { authorId, ...(client === undefined ? {} : { id: { in: [...client.ids] } }) };
  for (let after: string | undefined; ; ) {
    const rows = await db.violation.findMany({
      where,
      orderBy: [{ happenedOn: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
      take: BATCH,
      ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
    });
    for (const row of rows) yield toEntry(sealer.open('Violation', row));
    after = rows.at(-1)?.id;
    if (rows.length < BATCH) return;
  }
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
  for (let after: string | undefined; ; ) {
    const rows = await db.violation.findMany({
      where: { authorId, clientLabel: { not: null } },
      select: { id: true, clientLabel: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: BATCH,
      ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
    });
    for (const row of rows) {
      const { id, clientLabel: label } = sealer.open('Violation', row);
      if (label === null || label === UNREADABLE) continue;
      const key = foldLabel(label);
      const known = clients.get(key);
      if (known) known.ids.push(id);
      else clients.set(key, { label, ids: [id] });
    }
    after = rows.at(-1)?.id;
    if (rows.length < BATCH) break;
  }
  return [...clients.values()].map(({ label, ids }) => ({ label, ids, entry: ids.at(-1) ?? '' }));
}

/** The client whom a member means by a label, however it is capitalised. */
export function findClient(clients: readonly Client[], typed: string): Client | undefined {
  const folded = foldLabel(typed);
  return clients.find(({ label }) => foldLabel(label) === folded);
}

function foldLabel(label: string): string {
  return label.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
