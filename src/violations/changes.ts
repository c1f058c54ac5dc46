import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import type { Reaction, State, ViolationKind, ViolationOutcome } from '../kinds/violations.ts';
import { cancelNotice } from '../notices/notices.ts';
import { UNREADABLE } from '../text/unreadable.ts';
import { fromDateColumn, toDateColumn } from '../time/calendar.ts';
import { type Cost, type EntriesContext, type Entry, type EntryRow, toEntry } from './entries.ts';
import { readHistory, type Version, withVersion } from './history.ts';
import { lockEntries, refreshTally } from './tally.ts';

/** Changes of an edit; omitted fields stay, null clears them. */
export interface EntryChange {
  readonly kind?: ViolationKind;
  readonly story?: string;
  readonly clientLabel?: string | null;
  readonly reaction?: Reaction;
  readonly weight?: number | null;
  readonly nextStep?: string | null;
  readonly happenedOn?: Temporal.PlainDate;
  readonly unpaidMinutes?: number | null;
  readonly cost?: Cost | null;
  /** `outcome` applies only to `resolved`. */
  readonly state?: { readonly state: State; readonly outcome: ViolationOutcome | undefined };
}

/**
 * Changes one of a member's own entries and keeps its earlier version. Undefined if it does not exist or is another member's.
 *
 * @param today the day on the author's calendar, recorded as the day on which it was addressed
 */
export async function changeEntry(
  { db, sealer, clock }: EntriesContext,
  authorId: string,
  id: string,
  change: EntryChange,
  today: Temporal.PlainDate,
): Promise<Entry | undefined> {
  const at = clock.now().toString({ smallestUnit: 'second' });
  const row = await db.$transaction(async (tx) => {
    await lockEntries(tx, authorId);
    const stored = await tx.violation.findFirst({ where: { id, authorId } });
    if (!stored) return undefined;
    const before = sealer.open('Violation', stored);
    const after = applied(before, change, today);
    const was = difference(before, after);
    if (Object.keys(was).length === 0 && ADDED.every((name) => before[name] === after[name])) return before;
    const history = withVersion(readHistory(before.history), at, was);
    const sealed = sealer.seal('Violation', { id, ...after, history: JSON.stringify(history) });
    // A text unreadable now may be readable once the missing key is back, so it is overwritten only if its author changes it.
    const data = Object.fromEntries(Object.entries(sealed).filter(([name]) => !stays(name, before, after)));
    const changed = await tx.violation.update({ where: { id }, data });
    await refreshTally(tx, authorId, [fromDateColumn(before.happenedOn), fromDateColumn(after.happenedOn)]);
    // The member has acted, so the reminder is no longer needed.
    if (before.state !== after.state) await cancelNotice(tx, { personId: authorId, kind: 'follow-up', subject: id });
    return sealer.open('Violation', changed);
  });
  return row && toEntry(row);
}

/** Gives the same label to several of a member's own entries: it is corrected in all that are about the client. */
export async function relabelEntries(
  { db, sealer }: EntriesContext,
  authorId: string,
  ids: readonly string[],
  clientLabel: string,
): Promise<void> {
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH);
    await db.$transaction(async (tx) => {
      await lockEntries(tx, authorId);
      for (const row of await tx.violation.findMany({ where: { id: { in: batch }, authorId } })) {
        const { history } = sealer.open('Violation', row);
        const kept =
          history === null || history === UNREADABLE ? {} : { history: JSON.stringify(readHistory(history)) };
        const data = sealer.seal('Violation', { id: row.id, clientLabel, ...kept });
        await tx.violation.update({ where: { id: row.id }, data });
      }
    });
  }
}

/** Entries relabelled in one transaction, so that nobody waits long for it. */
const BATCH = 50;

/**
 * Deletes one of a member's own entries permanently. False if it does not exist.
 *
 * @param withdrawCards withdraws, in the same transaction, what was shared of an entry (UUID)
 */
export async function deleteEntry(
  { db }: Pick<EntriesContext, 'db'>,
  authorId: string,
  id: string,
  withdrawCards: (tx: Tx, entryId: string) => Promise<void>,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await lockEntries(tx, authorId);
    const where = { id, authorId };
    const stored = await tx.violation.findFirst({ where, select: { happenedOn: true } });
    if (!stored) return false;
    await withdrawCards(tx, id);
    await tx.violation.deleteMany({ where });
    await refreshTally(tx, authorId, [fromDateColumn(stored.happenedOn)]);
    await cancelNotice(tx, { personId: authorId, kind: 'follow-up', subject: id });
    return true;
  });
}

/** Columns that an edit may change. */
const EDITABLE = [
  'kind',
  'story',
  'clientLabel',
  'reaction',
  'weight',
  'nextStep',
  'happenedOn',
  'state',
  'outcome',
  'addressedOn',
  'unpaidMinutes',
  'amount',
  'currency',
] as const satisfies readonly (keyof EntryRow)[];

/** Columns among the above that follow from others, so the history omits them. */
const FOLLOWS: ReadonlySet<string> = new Set(['addressedOn', 'currency']);

/**
 * Columns that change without an earlier version: a label, which is corrected everywhere (see `readHistory`), and a weight that was
 * not said before.
 */
const ADDED = ['clientLabel', 'weight'] as const;

function applied(before: EntryRow, change: EntryChange, today: Temporal.PlainDate) {
  const { cost, state: asked, happenedOn: day, ...rest } = change;
  const happenedOn = day ? toDateColumn(day) : before.happenedOn;
  // Changing the reaction to an actual reaction addresses the entry.
  const reacts = change.reaction !== undefined && change.reaction !== 'let-pass' && before.state === 'open';
  const state = asked?.state ?? (reacts ? 'addressed' : before.state);
  const addressed = before.addressedOn ?? toDateColumn(today);
  return {
    kind: before.kind,
    story: before.story,
    clientLabel: before.clientLabel,
    reaction: before.reaction,
    weight: before.weight,
    nextStep: before.nextStep,
    unpaidMinutes: before.unpaidMinutes,
    ...rest,
    happenedOn,
    state,
    outcome: state === 'resolved' ? ((asked ? asked.outcome : before.outcome) ?? null) : null,
    // Never before it happened: the day may have been corrected to a later one.
    addressedOn: state === 'open' ? null : addressed < happenedOn ? happenedOn : addressed,
    amount: cost === undefined ? (before.amount?.toNumber() ?? null) : (cost?.amount ?? null),
    currency: cost === undefined ? before.currency : (cost?.currency ?? null),
  };
}

function stays(name: string, before: EntryRow, after: ReturnType<typeof applied>): boolean {
  if (name === 'history') return before.history === UNREADABLE;
  return Reflect.get(before, name) === UNREADABLE && [UNREADABLE, null].includes(Reflect.get(after, name));
}

function difference(before: EntryRow, after: ReturnType<typeof applied>): Version['was'] {
  const pairs = EDITABLE.map((name) => [name, plain(before[name]), plain(after[name])] as const);
  const changed = pairs.filter(([, was, is]) => was !== is);
  const seen = changed.filter(
    ([name, was]) => !FOLLOWS.has(name) && name !== 'clientLabel' && !(name === 'weight' && was === null),
  );
  const money = changed.some(([name]) => name === 'currency' || name === 'amount');
  return {
    ...Object.fromEntries(seen.map(([name, was]) => [name, was])),
    ...(money && before.amount !== null ? { amount: before.amount.toNumber(), currency: before.currency } : {}),
  };
}

function plain(value: EntryRow[(typeof EDITABLE)[number]] | number): string | number | null {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'object' && value !== null ? value.toNumber() : value;
}
