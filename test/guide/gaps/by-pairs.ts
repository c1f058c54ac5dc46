import type { Cluster } from '../../../src/guide/gaps/clusters.ts';
import type { Gap } from '../../../src/guide/gaps/gaps.ts';
import { kinship, stem } from '../../../src/guide/search/analysis.ts';
import { isStopWord } from '../../../src/guide/search/stop-words.ts';
import { LEAST_PEOPLE } from '../../../src/kinds/least-people.ts';
import { tokenize } from '../../../src/text/words.ts';

interface Said {
  readonly gap: Gap;
  /** Stem and word of everything that says something. */
  readonly words: ReadonlyMap<string, string>;
}

/** Of the shorter question's words, the share that two questions about the same thing have in common. */
const leastShare = 0.5;
/** From which likeness on two stems are the same word. */
const leastKinship = 0.8;

/** Groups questions by comparing each with each: too slow for many of them, and plain enough to be the measure for what is not. */
export function clustersByPairs(gaps: readonly Gap[]): Cluster[] {
  const groups: Said[][] = [];
  for (const gap of gaps.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const said = { gap, words: wordsOf(gap) };
    if (said.words.size === 0) continue;
    const best = groups
      .map((group) => ({ group, share: Math.max(...group.map((other) => shareOf(said, other))) }))
      .reduce((a, b) => (b.share > a.share ? b : a), { group: [] as Said[], share: 0 });
    if (best.share >= leastShare) best.group.push(said);
    else groups.push([said]);
  }
  return groups
    .flatMap((group) => toCluster(group) ?? [])
    .sort((a, b) => b.people - a.people || (a.words.join() < b.words.join() ? -1 : 1));
}

function wordsOf({ query, locale }: Gap): Map<string, string> {
  const words = tokenize(query).filter(({ word }) => !isStopWord(word, locale));
  return new Map(words.map(({ word, start, end }) => [stem(word, locale), query.slice(start, end).toLowerCase()]));
}

function shareOf(a: Said, b: Said): number {
  if (a.gap.locale !== b.gap.locale) return 0;
  const common = [...a.words.keys()].filter((one) => [...b.words.keys()].some((other) => isSame(one, other)));
  return common.length / Math.min(a.words.size, b.words.size);
}

function isSame(a: string, b: string): boolean {
  return a === b || kinship(a, b) >= leastKinship;
}

function toCluster(group: readonly Said[]): Cluster | undefined {
  const stems = [...new Set(group.flatMap(({ words }) => [...words.keys()]))];
  const named = stems
    .map((one) => {
      const users = group.filter(({ words }) => [...words.keys()].some((other) => isSame(one, other)));
      return { stem: one, users, people: peopleOf(users) };
    })
    .filter(({ people }) => people >= LEAST_PEOPLE)
    .sort((a, b) => b.people - a.people || (a.stem < b.stem ? -1 : 1));
  // Of the spellings of one word, one.
  const distinct = named.filter(({ stem: one }, at) => !named.slice(0, at).some((before) => isSame(one, before.stem)));
  if (distinct.length === 0) return undefined;
  const members = [...new Set(distinct.flatMap(({ users }) => users))];
  return {
    words: distinct.map(({ stem: one, users }) => spellingOf(one, users)),
    people: peopleOf(members),
    nothing: members.filter(({ gap }) => gap.reason === 'nothing').length,
    unhelpful: members.filter(({ gap }) => gap.reason === 'unhelpful').length,
  };
}

/** The same person has another hash every month, so people are counted within one. */
function peopleOf(group: readonly Said[]): number {
  const months = Map.groupBy(group, ({ gap }) => gap.month);
  return Math.max(0, ...[...months.values()].map((same) => new Set(same.map(({ gap }) => gap.personHash)).size));
}

function spellingOf(wanted: string, users: readonly Said[]): string {
  const counts = new Map<string, number>();
  for (const { words } of users)
    for (const [other, spelling] of words)
      if (isSame(wanted, other)) counts.set(spelling, (counts.get(spelling) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? wanted;
}
