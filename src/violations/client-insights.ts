import type { Temporal } from 'temporal-polyfill';
import { OUTCOMES, type Reaction, type ViolationKind } from '../kinds/violations.ts';
import { mondayOf } from '../time/calendar.ts';
import type { Cost, Entry, ReadingContext } from './entries.ts';
import { WEEKS } from './insights.ts';
import { allEntries, type Client } from './list.ts';

/** How what was tried ended, in the order in which it is told: by outcome, or not yet. */
const ENDINGS = [...OUTCOMES, 'unsaid', 'pending'] as const;

export type Ending = (typeof ENDINGS)[number];

/** A member's whole history with one client. */
export interface ClientInsights {
  readonly label: string;
  /** An entry about the client, which stands for the label in controls. */
  readonly entry: string;
  readonly total: number;
  readonly addressed: number;
  readonly open: number;
  readonly first: Temporal.PlainDate;
  readonly last: Pick<Entry, 'happenedOn' | 'kind'>;
  /** Mondays of the last weeks, oldest first. */
  readonly weeks: readonly Temporal.PlainDate[];
  /** Kinds, most frequent first; `weeks` has one number per week. */
  readonly kinds: readonly {
    readonly kind: ViolationKind;
    readonly total: number;
    readonly weeks: readonly number[];
  }[];
  readonly unpaidMinutes: number;
  /** By currency. */
  readonly costs: readonly Cost[];
  /** Reactions, most frequent first, and how often each of them ended how. */
  readonly tried: readonly {
    readonly reaction: Reaction;
    readonly total: number;
    readonly endings: readonly { readonly ending: Ending; readonly count: number }[];
  }[];
}

/**
 * Reads what a member's entries say about one client. Labels are sealed one by one, so the running sums cannot tell it; entries are
 * read in batches.
 *
 * @param today the day on the member's calendar
 * @returns undefined if the client's entries were deleted meanwhile
 */
export async function readClientInsights(
  context: ReadingContext,
  authorId: string,
  client: Client,
  today: Temporal.PlainDate,
): Promise<ClientInsights | undefined> {
  const current = mondayOf(today);
  const weeks = Array.from({ length: WEEKS }, (_, index) => current.subtract({ weeks: WEEKS - 1 - index }));
  const kinds = new Map<ViolationKind, { total: number; weeks: number[] }>();
  const costs = new Map<string, number>();
  const tried = new Map<Reaction, Map<Ending, number>>();
  const sums = { total: 0, addressed: 0, open: 0, unpaidMinutes: 0 };
  let first: Entry | undefined;
  let last: Entry | undefined;
  for await (const entry of allEntries(context, authorId, client)) {
    first ??= entry;
    last = entry;
    sums.total += 1;
    sums[entry.state === 'open' ? 'open' : 'addressed'] += 1;
    sums.unpaidMinutes += entry.unpaidMinutes ?? 0;
    if (entry.cost) add(costs, entry.cost.currency, entry.cost.amount);
    const of = kinds.get(entry.kind) ?? { total: 0, weeks: weeks.map(() => 0) };
    of.total += 1;
    const week = weeks.findIndex((monday) => monday.equals(mondayOf(entry.happenedOn)));
    if (week >= 0) of.weeks[week] = (of.weeks[week] ?? 0) + 1;
    kinds.set(entry.kind, of);
    const endings = tried.get(entry.reaction) ?? new Map<Ending, number>();
    add(endings, entry.state === 'resolved' ? (entry.outcome ?? 'unsaid') : 'pending', 1);
    tried.set(entry.reaction, endings);
  }
  if (!first || !last) return undefined;
  const { label, entry } = client;
  return {
    ...sums,
    label,
    entry,
    first: first.happenedOn,
    last,
    weeks,
    kinds: [...kinds].map(([kind, of]) => ({ kind, ...of })).sort(byTotal),
    costs: [...costs].map(([currency, amount]) => ({ currency, amount })).sort((a, b) => b.amount - a.amount),
    tried: [...tried]
      .map(([reaction, endings]) => ({
        reaction,
        total: [...endings.values()].reduce((sum, count) => sum + count, 0),
        endings: ENDINGS.flatMap((ending) => {
          const count = endings.get(ending);
          return count === undefined ? [] : [{ ending, count }];
        }),
      }))
      .sort(byTotal),
  };
}

const byTotal = (a: { readonly total: number }, b: { readonly total: number }) => b.total - a.total;

function add<K>(sums: Map<K, number>, key: K, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}
