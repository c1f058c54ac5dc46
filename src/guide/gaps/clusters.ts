import { LEAST_PEOPLE } from '../../kinds/least-people.ts';
import { tokenize } from '../../text/words.ts';
import { nextTurn } from '../../threads/next-turn.ts';
import { stem } from '../search/analysis.ts';
import { isStopWord } from '../search/stop-words.ts';
import type { Gap } from './gaps.ts';
import { createKin, type Kin } from './kin.ts';

/** Questions about the same thing. Everything in it was said by at least three people. */
export interface Cluster {
  /** Words that at least three people used, in their most common spelling, most used first. */
  readonly words: readonly string[];
  /** Number of people in the busiest month: a person cannot be recognised across months. */
  readonly people: number;
  /** Number of questions that found nothing, and of answers that did not help. */
  readonly nothing: number;
  readonly unhelpful: number;
}

interface Said {
  readonly gap: Gap;
  /** Stem and word, for every word that is not a stop word. */
  readonly words: ReadonlyMap<string, string>;
  /** Index of its group among the groups. */
  group: number;
}

/** Share of the shorter question's words that two questions about the same thing have in common. */
const LEAST_SHARE = 0.5;

/**
 * Groups questions by the search's own analysis; returns only groups in which at least three people asked in one month.
 * @param rest waits one turn of the event loop; called after each slice of work
 */
export async function clustersOf(gaps: readonly Gap[], rest: () => Promise<void> = nextTurn): Promise<Cluster[]> {
  const pause = pauseAfter(rest);
  const groups: Said[][] = [];
  // Only questions in the same language are compared.
  for (const one of Map.groupBy(
    gaps.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ({ locale }) => locale,
  ).values())
    groups.push(...(await groupsOf(one, pause)));
  groups.sort(([a], [b]) => ((a?.gap.id ?? '') < (b?.gap.id ?? '') ? -1 : 1));
  const clusters: Cluster[] = [];
  for (const group of groups) {
    clusters.push(...(await toCluster(group, pause)));
    await pause(group.length);
  }
  return clusters.sort((a, b) => b.people - a.people || (a.words.join() < b.words.join() ? -1 : 1));
}

/** Puts each question into the group with the question most like it, the first on a tie; in the order of their ids. */
async function groupsOf(gaps: readonly Gap[], pause: Pause): Promise<Said[][]> {
  const kin = createKin();
  const asked: Said[] = [];
  /** Indexes in `asked` of the questions with a stem. */
  const byStem = new Map<string, number[]>();
  const groups: Said[][] = [];
  for (const gap of gaps) {
    const said: Said = { gap, words: wordsOf(gap), group: groups.length };
    await pause(said.words.size);
    if (said.words.size === 0) continue;
    /** Number of words each earlier question shares with this one. */
    const common = new Map<number, number>();
    for (const word of said.words.keys()) {
      await pause(kin.add(word));
      const holders = new Set<number>();
      for (const other of kin.of(word)) for (const at of byStem.get(other) ?? []) holders.add(at);
      for (const at of holders) common.set(at, (common.get(at) ?? 0) + 1);
      await pause(holders.size);
    }
    said.group = groupFor(said, asked, common);
    for (const word of said.words.keys()) {
      const known = byStem.get(word);
      if (known) known.push(asked.length);
      else byStem.set(word, [asked.length]);
    }
    asked.push(said);
    const group = groups[said.group];
    if (group) group.push(said);
    else groups.push([said]);
  }
  return groups;
}

/** The group of the earlier question most like this one, or a new one. */
function groupFor(said: Said, asked: readonly Said[], common: ReadonlyMap<number, number>): number {
  let [best, group] = [0, said.group];
  for (const [at, count] of common) {
    const other = asked[at];
    if (!other) continue;
    const share = count / Math.min(said.words.size, other.words.size);
    if (share < LEAST_SHARE || share < best || (share === best && other.group >= group)) continue;
    [best, group] = [share, other.group];
  }
  return group;
}

function wordsOf({ query, locale }: Gap): Map<string, string> {
  const words = tokenize(query).filter(({ word }) => !isStopWord(word, locale));
  return new Map(words.map(({ word, start, end }) => [stem(word, locale), query.slice(start, end).toLowerCase()]));
}

/** A group in publishable form; empty if too few people said any of its words. */
async function toCluster(group: readonly Said[], pause: Pause): Promise<Cluster[]> {
  if (group.length < LEAST_PEOPLE) return [];
  const kin = createKin();
  const holders = new Map<string, Said[]>();
  for (const said of group)
    for (const word of said.words.keys()) {
      const known = holders.get(word);
      if (known) known.push(said);
      else holders.set(word, [said]);
      await pause(kin.add(word));
    }
  const named: { readonly stem: string; readonly users: readonly Said[]; readonly people: number }[] = [];
  for (const one of holders.keys()) {
    const users = [...new Set(kin.of(one).flatMap((other) => holders.get(other) ?? []))];
    await pause(users.length);
    const people = peopleOf(users);
    if (people >= LEAST_PEOPLE) named.push({ stem: one, users, people });
  }
  named.sort((a, b) => b.people - a.people || (a.stem < b.stem ? -1 : 1));
  // One spelling per word.
  const passed = new Set<string>();
  const distinct = named.filter(({ stem: one }) => {
    const again = kin.of(one).some((other) => passed.has(other));
    passed.add(one);
    return !again;
  });
  if (distinct.length === 0) return [];
  const members = [...new Set(distinct.flatMap(({ users }) => users))];
  await pause(members.length);
  const words: string[] = [];
  for (const { stem: one, users } of distinct) {
    words.push(spellingOf(one, users, kin));
    await pause(users.length);
  }
  return [
    {
      words,
      people: peopleOf(members),
      nothing: members.filter(({ gap }) => gap.reason === 'nothing').length,
      unhelpful: members.filter(({ gap }) => gap.reason === 'unhelpful').length,
    },
  ];
}

/** A person's hash changes every month, so people are counted within one. */
function peopleOf(group: readonly Said[]): number {
  const months = Map.groupBy(group, ({ gap }) => gap.month);
  return Math.max(0, ...[...months.values()].map((same) => new Set(same.map(({ gap }) => gap.personHash)).size));
}

function spellingOf(wanted: string, users: readonly Said[], kin: Kin): string {
  const same = new Set(kin.of(wanted));
  const counts = new Map<string, number>();
  for (const { words } of users)
    for (const [other, spelling] of words) if (same.has(other)) counts.set(spelling, (counts.get(spelling) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? wanted;
}

/** Counts work and yields after each slice. */
type Pause = (work: number) => Promise<void> | undefined;

/** Comparisons per slice before yielding: a few milliseconds of work. */
const PIECE = 20_000;
/** Fixed cost of a question beside its comparisons: splitting it and stemming its words. */
const BASE = 200;

function pauseAfter(rest: () => Promise<void>): Pause {
  let done = 0;
  return (work) => {
    done += work + BASE;
    if (done < PIECE) return undefined;
    done = 0;
    return rest();
  };
}
