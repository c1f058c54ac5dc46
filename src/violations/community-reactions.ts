import { LEAST_PEOPLE } from '../kinds/least-people.ts';
import type { Reaction, ViolationOutcome } from '../kinds/violations.ts';

/** Outcomes that count as a reaction having worked: the boundary held, or the work was paid for. */
export const GOOD_OUTCOMES = ['respected', 'paid', 'compromise'] as const satisfies readonly ViolationOutcome[];

/** Reactions that can work; letting it pass is not one. */
export const COUNTED_REACTIONS = ['reminded', 'charged', 'refused', 'ended'] as const satisfies readonly Reaction[];

export type CountedReaction = (typeof COUNTED_REACTIONS)[number];

/** How often a reaction worked in a week. */
export interface ReactionNumbers {
  /** Distinct people who reacted this way. */
  readonly people: number;
  /** Those among them for whom an entry with that reaction ended well. */
  readonly well: number;
}

/** The number of people of one week with identical reactions, without their identities. */
export interface AlikePeople {
  readonly people: number;
  readonly reactions: readonly string[];
  /** Those reactions that ended well at least once. */
  readonly well: readonly string[];
}

/**
 * The reaction numbers of a week that may be published beside those of its kinds (`docs/decisions`, "What worked"), counting only
 * people who met a published kind. Each published group, the people outside it, and the people with none of the published
 * reactions must number zero or at least three: then no intersection of the two sets of numbers can be identified as one or two
 * people.
 *
 * @param kinds how many people met each published kind
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

/** Whether the people who reacted differently, counted or found by subtraction, are never one or two. */
function hidesTheRest(
  alike: readonly AlikePeople[],
  kinds: readonly number[],
  told: readonly { readonly reaction: string; readonly people: number }[],
): boolean {
  const rest = count(alike, ({ reactions }) => !told.some(({ reaction }) => reactions.includes(reaction)));
  const subtracted = sum(kinds) - sum(told.map(({ people }) => people));
  return isCrowd(rest) && (subtracted < 0 || isCrowd(subtracted));
}

/** Zero, or enough people that no individual is revealed. */
export function isCrowd(people: number): boolean {
  return people === 0 || people >= LEAST_PEOPLE;
}

function count(alike: readonly AlikePeople[], are: (one: AlikePeople) => boolean): number {
  return sum(alike.filter(are).map(({ people }) => people));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
