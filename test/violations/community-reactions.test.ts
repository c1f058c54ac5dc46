import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  OUTCOMES,
  REACTIONS,
  type Reaction,
  type ViolationKind,
  type ViolationOutcome,
} from '../../src/kinds/violations.ts';
import { GOOD_OUTCOMES } from '../../src/violations/community-reactions.ts';
import { numbersOf, type WeekNumbers } from '../../src/violations/community-weeks.ts';

interface Entry {
  readonly kind: ViolationKind;
  readonly reaction: Reaction;
  readonly outcome: ViolationOutcome | null;
}

const KINDS = ['late-payment', 'scope-creep', 'disrespect'] as const satisfies readonly ViolationKind[];
const refused = (outcome: ViolationOutcome | null, kind: ViolationKind = 'late-payment'): Entry => ({
  kind,
  reaction: 'refused',
  outcome,
});
const times = (count: number, ...entries: Entry[]) => Array.from({ length: count }, () => entries);
const isGood = (outcome: ViolationOutcome | null) =>
  (GOOD_OUTCOMES as readonly (ViolationOutcome | null)[]).includes(outcome);
const size = (people: readonly Entry[][], has: (entry: Entry) => boolean) =>
  people.filter((entries) => entries.some(has)).length;

/** What the database counts, a person an array of entries. */
function numbersFor(people: readonly Entry[][]): WeekNumbers {
  const kinds = KINDS.flatMap((kind) =>
    [null, ...OUTCOMES].flatMap((outcome) => {
      const count = size(people, (one) => one.kind === kind && (outcome === null || one.outcome === outcome));
      return count > 0 ? [{ kind, outcome, people: count }] : [];
    }),
  );
  const met = (kind: ViolationKind) => size(people, (one) => one.kind === kind) >= 3;
  const reactions = people
    .map((entries) => entries.filter(({ kind }) => met(kind)))
    .filter((entries) => entries.length > 0)
    .map((entries) => ({
      people: 1,
      reactions: entries.map(({ reaction }) => reaction),
      well: entries.filter(({ outcome }) => isGood(outcome)).map(({ reaction }) => reaction),
    }));
  return numbersOf({ kinds, reactions });
}

describe('what worked in a week', () => {
  it('is told by reaction, over all kinds together, and then not how each kind ended', () => {
    const people = [...times(3, refused('paid')), ...times(1, refused('respected', 'scope-creep'))];
    const others = times(3, { kind: 'scope-creep', reaction: 'refused', outcome: null });
    expect(numbersFor([...people, ...others])).toEqual({
      kinds: { 'late-payment': { people: 3 }, 'scope-creep': { people: 4 } },
      reactions: { refused: { people: 7, well: 4 } },
    });
  });

  it('counts a person once, however often they reacted so', () => {
    const { reactions } = numbersFor(times(3, refused('paid'), refused('unchanged'), refused('paid', 'disrespect')));
    expect(reactions).toEqual({ refused: { people: 3, well: 3 } });
  });

  it.each([
    ['two of them fared well', [...times(2, refused('paid')), ...times(3, refused(null))]],
    ['one of them did not', [...times(3, refused('paid')), ...times(1, refused('unchanged'))]],
    ['two reacted otherwise', [...times(3, refused('paid')), ...times(2, { ...refused(null), reaction: 'reminded' })]],
  ] as const)('is not told by reaction where %s', (_what, people) => {
    expect(numbersFor(people).reactions).toEqual({});
  });

  it('never counts letting it pass as a reaction', () => {
    expect(numbersFor(times(3, { ...refused('paid'), reaction: 'let-pass' }))).toEqual({
      kinds: { 'late-payment': { people: 3, outcomes: { paid: 3 } } },
      reactions: {},
    });
  });

  it('takes nothing from kinds that are not told, so that it gives nobody of them away', () => {
    const people = [...times(3, refused('paid')), ...times(2, refused('paid', 'disrespect'))];
    expect(numbersFor(people)).toEqual({
      kinds: { 'late-payment': { people: 3 } },
      reactions: { refused: { people: 3, well: 3 } },
    });
  });

  it('tells of two reactions only where nobody is left alone beside them', () => {
    const reminded: Entry = { kind: 'late-payment', reaction: 'reminded', outcome: 'respected' };
    const both = [...times(4, refused('paid')), ...times(3, reminded)];
    expect(Object.keys(numbersFor(both).reactions)).toEqual(['refused', 'reminded']);
    const alone: Entry = { kind: 'late-payment', reaction: 'let-pass', outcome: null };
    expect(numbersFor([...both, [alone]]).reactions).toEqual({ refused: { people: 4, well: 4 } });
  });
});

describe('nothing about one or two people', () => {
  const isLone = (people: number) => people === 1 || people === 2;
  const entry = fc.record({
    kind: fc.constantFrom(...KINDS),
    reaction: fc.constantFrom<Reaction>('refused', 'refused', 'reminded', ...REACTIONS),
    outcome: fc.constantFrom<ViolationOutcome | null>('paid', 'paid', 'paid', 'respected', ...OUTCOMES, null),
  });
  const crowd = fc.array(fc.array(entry, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 20 });

  it('is a told number, or what is left beside it', () => {
    let told = 0;
    fc.assert(
      fc.property(crowd, (people) => {
        const { kinds, reactions } = numbersFor(people);
        const within = people.filter((entries) => entries.some(({ kind }) => kind in kinds));
        const ofKinds = (has: (one: Entry) => boolean) => size(people, (one) => one.kind in kinds && has(one));
        for (const [kind, { people: met, outcomes = {} }] of Object.entries(kinds)) {
          const parts = Object.values(outcomes);
          expect([met, ...parts].filter((one) => one < 3)).toEqual([]);
          expect(parts.filter((part) => isLone(met - part))).toEqual([]);
          expect(isLone(met - parts.reduce((sum, part) => sum + part, 0))).toBe(false);
          if (Object.keys(reactions).length > 0) {
            // The two counts are never told together: what they share, an entry's end, would tie them.
            expect(parts).toEqual([]);
            expect(isLone(within.length - ofKinds((one) => one.kind === kind))).toBe(false);
          }
        }
        for (const [reaction, numbers] of Object.entries(reactions)) {
          told += 1;
          expect(numbers.people).toBe(ofKinds((one) => one.reaction === reaction));
          expect(numbers.well).toBe(ofKinds((one) => one.reaction === reaction && isGood(one.outcome)));
          expect(numbers.well).toBeGreaterThanOrEqual(3);
          expect(isLone(numbers.people - numbers.well)).toBe(false);
          expect(isLone(within.length - numbers.people)).toBe(false);
        }
        const otherwise = within.filter((entries) =>
          entries.every((one) => !(one.kind in kinds && one.reaction in reactions)),
        );
        expect(Object.keys(reactions).length > 0 && isLone(otherwise.length)).toBe(false);
      }),
      { numRuns: 400 },
    );
    expect(told).toBeGreaterThan(20);
  });

  it('follows for who knows that everybody wrote one entry, and tries all the weeks that give the same numbers', () => {
    const two = entry.map((one) => ({ ...one, kind: one.kind === 'disrespect' ? KINDS[0] : one.kind }));
    let told = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(two), { minLength: 6, maxLength: 14 }), (people) => {
        const { kinds, reactions } = numbersFor(people);
        const rows = Object.values(kinds).map((one) => one.people);
        const all = rows.reduce((sum, one) => sum + one, 0);
        const parts = Object.values(reactions).flatMap(({ people: so, well }) => [well, so - well]);
        if (parts.length === 0) return;
        told += 1;
        const columns = [...parts, all - parts.reduce((sum, one) => sum + one, 0)];
        expect(pinned(rows, columns).filter(([least, most]) => least >= 1 && most <= 2)).toEqual([]);
      }),
      { numRuns: 400 },
    );
    expect(told).toBeGreaterThan(20);
  });
});

/** For each group of kinds and ends of reactions, how many people at least and at most it holds in all tables with these sums. */
function pinned([first = 0, second = 0]: readonly number[], columns: readonly number[]): [number, number][] {
  const ranges = new Map<string, [number, number]>();
  const place = (cells: readonly number[]): void => {
    const at = cells.length;
    const placed = cells.reduce((sum, one) => sum + one, 0);
    if (at < columns.length) {
      for (let cell = 0; cell <= Math.min(columns[at] ?? 0, first - placed); cell += 1) place([...cells, cell]);
      return;
    }
    if (placed !== first) return;
    for (let group = 1; group < 1 << at; group += 1) {
      const of = (counts: readonly number[]) => counts.reduce((sum, one, bit) => sum + ((group >> bit) & 1) * one, 0);
      for (const [kind, people] of [of(cells), of(columns) - of(cells)].entries()) {
        const [least, most] = ranges.get(`${kind}:${group}`) ?? [people, people];
        ranges.set(`${kind}:${group}`, [Math.min(least, people), Math.max(most, people)]);
      }
    }
  };
  expect(first + second).toBe(columns.reduce((sum, one) => sum + one, 0));
  place([]);
  return [...ranges.values()];
}
