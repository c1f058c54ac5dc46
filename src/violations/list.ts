import type { Temporal } from 'temporal-polyfill';
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

/**
 * One page of a member's own entries, those that happened last first.
 *
 * @param today the day on the author's calendar
 */
export async function listEntries(
  context: ReadingContext,
  authorId: string,
  filter: EntryFilter,
  page: { readonly skip: number; readonly take: number },
  today: Temporal.PlainDate,
): Promise<EntryPage> {
  const { db, sealer } = context;
  const { kind, state, period } = filter;
  const client = await labelOf(context, authorId, filter.client);
  const where = {
    authorId,
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
    ...(period ? { happenedOn: { gte: toColumn(today.subtract({ days: DAYS[period] })) } } : {}),
    ...(client === undefined ? {} : { id: { in: await idsOf(context, authorId, client) } }),
  };
  const total = await db.violation.count({ where });
  const rows = await db.violation.findMany({
    where,
    orderBy: [{ happenedOn: 'desc' }, { createdAt: 'desc' }, { id: 'desc' }],
    ...page,
  });
  return { entries: rows.map((row) => toEntry(sealer.open('Violation', row))), total };
}

/** Every entry of a member, or those about one client, in the order in which it happened. */
export async function allEntries(context: ReadingContext, authorId: string, label?: string): Promise<Entry[]> {
  const { db, sealer } = context;
  const where = { authorId, ...(label === undefined ? {} : { id: { in: await idsOf(context, authorId, label) } }) };
  const rows = await db.violation.findMany({ where, orderBy: [{ happenedOn: 'asc' }, { createdAt: 'asc' }] });
  return rows.map((row) => toEntry(sealer.open('Violation', row)));
}

/** A client as a member calls them. */
export interface Client {
  readonly label: string;
  /** Their oldest entry: it stands for the label in controls. */
  readonly entry: string;
  readonly entries: number;
}

/** A member's clients, by who was written about last. */
export async function listClients(context: ReadingContext, authorId: string): Promise<Client[]> {
  const clients = new Map<string, Client>();
  for (const { id, label } of await labels(context, authorId)) {
    const key = foldLabel(label);
    const known = clients.get(key);
    clients.set(key, { label: known?.label ?? label, entry: id, entries: (known?.entries ?? 0) + 1 });
  }
  return [...clients.values()];
}

/** The client whom a member means by a label, however it is capitalised. */
export async function findClient(
  context: ReadingContext,
  authorId: string,
  typed: string,
): Promise<Client | undefined> {
  const folded = foldLabel(typed);
  return (await listClients(context, authorId)).find(({ label }) => foldLabel(label) === folded);
}

/** The label of one of the member's own entries. */
async function labelOf(
  { db, sealer }: ReadingContext,
  authorId: string,
  entry: string | undefined,
): Promise<string | undefined> {
  if (entry === undefined) return undefined;
  const row = await db.violation.findFirst({ where: { id: entry, authorId }, select: { id: true, clientLabel: true } });
  return row ? (sealer.open('Violation', row).clientLabel ?? undefined) : undefined;
}

async function idsOf(context: ReadingContext, authorId: string, label: string): Promise<string[]> {
  const folded = foldLabel(label);
  const all = await labels(context, authorId);
  return all.filter((one) => foldLabel(one.label) === folded).map(({ id }) => id);
}

/**
 * The labels of a member's entries, newest first. Read one by one, because each is sealed for itself; a searchable hash beside
 * it would tell whoever holds the files which entries are about the same client.
 */
async function labels({ db, sealer }: ReadingContext, authorId: string): Promise<{ id: string; label: string }[]> {
  const rows = await db.violation.findMany({
    where: { authorId, clientLabel: { not: null } },
    select: { id: true, clientLabel: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return rows.flatMap((row) => {
    const { id, clientLabel } = sealer.open('Violation', row);
    return clientLabel === null ? [] : [{ id, label: clientLabel }];
  });
}

function foldLabel(label: string): string {
  return label.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
