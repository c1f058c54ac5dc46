import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../database/client.ts';
import { newId } from '../database/ids.ts';
import type { Sealer } from '../database/sealing.ts';
import {
  isReaction,
  isState,
  isViolationKind,
  isViolationOutcome,
  type Reaction,
  type State,
  type ViolationKind,
  type ViolationOutcome,
} from '../kinds/violations.ts';
import { UNREADABLE } from '../text/unreadable.ts';
import { fromDateColumn } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';
import { readHistory, type Version } from './history.ts';
import { type EarlierEntry, insertEntry } from './insert.ts';

/** Limits of an entry's free texts, in characters. */
export const ENTRY_LIMITS = { story: 2000, clientLabel: 100, nextStep: 500 } as const;

/** A violation as its author submits it. */
export interface NewEntry {
  readonly authorId: string;
  /** Community in which it was written; used only for that community's numbers. */
  readonly communityId: string | undefined;
  readonly checkinId: string | undefined;
  readonly kind: ViolationKind;
  readonly story: string;
  readonly clientLabel: string | undefined;
  readonly reaction: Reaction;
  /** 1 (light) to 5 (very heavy); undefined if its author did not say. */
  readonly weight: number | undefined;
  readonly nextStep: string | undefined;
  /** The day on the author's calendar: today unless they say otherwise. */
  readonly happenedOn: Temporal.PlainDate;
  readonly unpaidMinutes?: number | undefined;
  readonly cost?: Cost | undefined;
  /** The submission that brought it; a redelivery is not saved again. */
  readonly interactionId: string;
}

export interface Entry extends Omit<NewEntry, 'interactionId' | 'communityId' | 'checkinId'> {
  readonly id: string;
  readonly loggedAt: Date;
  readonly state: State;
  /** Undefined unless resolved, or if its author did not say. */
  readonly outcome: ViolationOutcome | undefined;
  /** When it was first addressed; undefined while it is open. */
  readonly addressedOn: Temporal.PlainDate | undefined;
  readonly unpaidMinutes: number | undefined;
  readonly cost: Cost | undefined;
  /** Earlier versions, oldest first. */
  readonly history: readonly Version[];
}

/** Money lost to a violation. */
export interface Cost {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** Dependencies for reading entries. Texts are encrypted on write and decrypted on read. */
export interface ReadingContext {
  readonly db: Tx;
  readonly sealer: Sealer;
}

/** Dependencies for writing: each change is one transaction that also updates the sums. */
export interface EntriesContext {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

/** A saved entry. */
export interface Logged {
  readonly entry: Entry;
  /** The author's earlier entries that name a client, if this one does; undefined if it had been saved before. */
  readonly earlier: readonly EarlierEntry[] | undefined;
}

/** Saves an entry. A redelivered submission returns the existing entry. */
export async function logViolation({ db, sealer, clock }: EntriesContext, entry: NewEntry): Promise<Logged> {
  const { communityId: _community, checkinId: _checkin, interactionId, ...written } = entry;
  const loggedAt = new Date(clock.now().epochMilliseconds);
  const id = newId(loggedAt.getTime());
  const addressed = entry.reaction !== 'let-pass';
  const earlier = await insertEntry(
    { db, sealer },
    {
      ...entry,
      unpaidMinutes: entry.unpaidMinutes,
      cost: entry.cost,
      id,
      loggedAt,
      addressed,
    },
  );
  if (earlier) {
    const logged: Entry = {
      ...written,
      unpaidMinutes: entry.unpaidMinutes,
      cost: entry.cost,
      id,
      loggedAt,
      state: addressed ? 'addressed' : 'open',
      outcome: undefined,
      addressedOn: addressed ? entry.happenedOn : undefined,
      history: [],
    };
    return { entry: logged, earlier };
  }
  const { authorId } = entry;
  const row = await db.violation.findFirstOrThrow({ where: { interactionId, authorId } });
  return { entry: toEntry(sealer.open('Violation', row)), earlier };
}

/** One of a member's own entries; undefined if it is another member's. */
export async function findEntry(
  { db, sealer }: ReadingContext,
  authorId: string,
  id: string,
): Promise<Entry | undefined> {
  const row = await db.violation.findFirst({ where: { id, authorId } });
  return row ? toEntry(sealer.open('Violation', row)) : undefined;
}

export type EntryRow = Awaited<ReturnType<Tx['violation']['findMany']>>[number];

/** Decodes a row. Values this version does not know, or cannot read, are reported as unreadable in the story. */
export function toEntry(row: EntryRow): Entry {
  const { id, authorId, story, weight, kind, reaction, state, amount, currency } = row;
  const known = isViolationKind(kind) && isReaction(reaction) && isState(state);
  return {
    id,
    authorId,
    story: known || story === UNREADABLE ? story : `${UNREADABLE} ${story}`,
    weight: weight ?? undefined,
    kind: isViolationKind(kind) ? kind : 'other',
    reaction: isReaction(reaction) ? reaction : 'let-pass',
    state: isState(state) ? state : 'open',
    outcome: isViolationOutcome(row.outcome) ? row.outcome : undefined,
    clientLabel: row.clientLabel ?? undefined,
    nextStep: row.nextStep ?? undefined,
    loggedAt: row.createdAt,
    happenedOn: fromDateColumn(row.happenedOn),
    addressedOn: row.addressedOn ? fromDateColumn(row.addressedOn) : undefined,
    unpaidMinutes: row.unpaidMinutes ?? undefined,
    cost: amount !== null && currency !== null ? { amount: amount.toNumber(), currency } : undefined,
    history: readHistory(row.history),
  };
}
