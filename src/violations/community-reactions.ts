import { LEAST_PEOPLE } from '../kinds/least-people.ts';
import type { Reaction, ViolationOutcome } from '../kinds/violations.ts';

/** Outcomes that a reaction is said to have led to when it worked: the boundary held, or the work was paid for. */
export const GOOD_OUTCOMES = ['respected', 'paid', 'compromise'] as const satisfies readonly ViolationOutcome[];

/** Reactions that can have worked: letting it pass is none. */
export const COUNTED_REACTIONS = ['reminded', 'charged', 'refused', 'ended'] as const satisfies readonly Reaction[];

export type CountedReaction = (typeof COUNTED_REACTIONS)[number];

/** How often a reaction worked in a week. */
export interface ReactionNumbers {
  /** Distinct people who reacted so. */
  readonly people: number;
  /** Of them, those for whom an entry with that reaction ended well. */
  readonly well: number;
}

/** People of one week whose reactions are the same: what is counted, without saying who they are. */
export interface AlikePeople {
  readonly people: number;
  readonly reactions: readonly string[];
  /** Of the reactions, those that ended well at least once. */
  readonly well: readonly string[];
}

/**
 * What of a week's reactions may be told beside the numbers of its kinds (`docs/decisions`, "What worked"). The people are
 * those of the told kinds alone. Each told group, the people outside of it, and whoever is in none of the told reactions,
 * are nobody or at least three: then no group that both numbers have in common can be found to be one or two people.
 *
 * @param kinds how many people met each told kind
 */
export function reactionsOf(
  alike: readonly AlikePeople[],
  kinds: readonly number[],
): Partial<Record<CountedReaction, ReactionNumbers>> {
  const all = count(alike, () => true);
  if (!kinds.every((people) => isCrowd(all - people))) return {};
  const counted = COUNTED_REACTIONS.flatMap((reaction) => {
    const people = count(alike, ({ reactions }) => reactions.includes(reaction));
    const well = count(alike, (one) => one.well.includes(reaction));
    const told = well >= LEAST_PEOPLE && isCrowd(people - well) && isCrowd(all - people);
    return told ? [{ reaction, people, well }] : [];
  }).toSorted((a, b) => b.well - a.well);
  while (counted.length > 0 && !hidesTheRest(alike, kinds, counted)) counted.pop();
  return Object.fromEntries(counted.map(({ reaction, people, well }) => [reaction, { people, well }]));
}

/** Neither those who reacted otherwise, nor what a reader takes for their number by subtracting, are one or two people. */
function hidesTheRest(
  alike: readonly AlikePeople[],
  kinds: readonly number[],
  told: readonly { readonly reaction: string; readonly people: number }[],
): boolean {
  const rest = count(alike, ({ reactions }) => !told.some(({ reaction }) => reactions.includes(reaction)));
  const subtracted = sum(kinds) - sum(told.map(({ people }) => people));
  return isCrowd(rest) && (subtracted < 0 || isCrowd(subtracted));
}

/** Nobody, or enough people that nothing is told about one of them. */
export function isCrowd(people: number): boolean {
  return people === 0 || people >= LEAST_PEOPLE;
}

function count(alike: readonly AlikePeople[], are: (one: AlikePeople) => boolean): number {
  return sum(alike.filter(are).map(({ people }) => people));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
