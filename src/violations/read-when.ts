import type { Temporal } from 'temporal-polyfill';
import { plain } from '../text/read-words.ts';
import type { Cost } from './entries.ts';
import { type Read, readCost, readDuration, readPastDay } from './read-cost.ts';

/** What stands in the field "when, and what did it cost": everything may be missing. */
export interface WhenAndCost {
  readonly day: Temporal.PlainDate | undefined;
  readonly minutes: number | undefined;
  readonly cost: Cost | undefined;
}

/** A piece of the field that cannot be taken, and why. */
export type WhenProblem =
  | { readonly about: 'day'; readonly problem: 'future' | 'too-long-ago'; readonly typed: string }
  | { readonly about: 'hours' | 'amount'; readonly problem: 'too-much'; readonly typed: string }
  /** A number without a unit may be hours, money or a day. */
  | { readonly about: 'number' | 'words'; readonly typed: string };

export type ReadWhen =
  | { readonly ok: true; readonly value: WhenAndCost }
  | { readonly ok: false; readonly problems: readonly WhenProblem[] };

const ABOUT = ['day', 'hours', 'amount'] as const;
type About = (typeof ABOUT)[number];

/** Words around what is said; they say nothing by themselves. */
const FILLERS: ReadonlySet<string> = new Set(
  'i,oraz,and,a,+,-,of,razem,ok.,ok,okolo,about,around,roughly,bez,zaplaty,pracy,unpaid,work,lost,koszt,koszt:,kosztowalo,strata,cost,cost:,czyli,to,brak,nic,none,nothing'.split(
    ',',
  ),
);
/** Longest piece in words: "we wtorek w zeszłym tygodniu o 21:40" has seven. */
const MOST_WORDS = 8;

interface Piece {
  readonly about: About;
  readonly typed: string;
  readonly read: Read<unknown, string>;
}

interface Reading {
  readonly pieces: readonly Piece[];
  /** Words that belong to no piece, by their place. */
  readonly left: readonly number[];
}

/**
 * Reads a day, a time and an amount from one line, in any order, with or without commas: "sobota, 1,5 h, 350 zł", "2 days ago 90 min".
 * The words are divided so that as few as possible are left over, into as few pieces as possible.
 *
 * @param today the day on the member's calendar
 */
export function readWhen(typed: string, today: Temporal.PlainDate): ReadWhen {
  const words = typed
    .split(/[\s\u00a0\u202f]+/u)
    .map((word) => word.replaceAll(/^[,;]+|[,;]+$/g, ''))
    .filter((word) => word !== '');
  const { pieces, left } = divide(words, (text, about) => readPiece(text, about, today));
  const problems = [...pieces.flatMap(problemOf), ...leftOver(words, left)];
  if (problems.length > 0) return { ok: false, problems };
  const value = <T>(about: About) => {
    const read = pieces.find((piece) => piece.about === about)?.read;
    return read?.ok ? (read.value as T) : undefined;
  };
  return {
    ok: true,
    value: { day: value('day'), minutes: value<number>('hours') || undefined, cost: value('amount') },
  };
}

/** A reading of the words as one thing; undefined if they are not it. */
function readPiece(text: string, about: About, today: Temporal.PlainDate): Read<unknown, string> | undefined {
  // Alone, "8" or "1:30" may be hours, a day or the time of the day.
  if (about === 'hours' && !/\p{L}/u.test(text)) return undefined;
  const read = about === 'day' ? readPastDay(text, today) : about === 'hours' ? readDuration(text) : readCost(text);
  return !read.ok && read.problem === 'unreadable' ? undefined : read;
}

function divide(words: readonly string[], readAs: (text: string, about: About) => Piece['read'] | undefined): Reading {
  const known = new Map<string, Reading>();
  const from = (at: number, free: readonly About[]): Reading => {
    if (at >= words.length) return { pieces: [], left: [] };
    const key = `${at} ${free.join()}`;
    const before = known.get(key);
    if (before) return before;
    const skipped = from(at + 1, free);
    const isFiller = FILLERS.has(plain(words[at] ?? ''));
    const without: Reading = isFiller ? skipped : { ...skipped, left: [at, ...skipped.left] };
    let best = without;
    for (let end = Math.min(words.length, at + MOST_WORDS); end > at; end -= 1) {
      const typed = words.slice(at, end).join(' ');
      for (const about of free) {
        const read = readAs(typed, about);
        if (!read) continue;
        const rest = from(
          end,
          free.filter((one) => one !== about),
        );
        const reading = { pieces: [{ about, typed, read }, ...rest.pieces], left: rest.left };
        // What comes first counts, if only one of two can.
        if (isBetter(reading, best) || (best === without && !isBetter(without, reading))) best = reading;
      }
    }
    known.set(key, best);
    return best;
  };
  return from(0, ABOUT);
}

function isBetter(one: Reading, other: Reading): boolean {
  if (one.left.length !== other.left.length) return one.left.length < other.left.length;
  return one.pieces.length < other.pieces.length;
}

function problemOf({ about, typed, read }: Piece): WhenProblem[] {
  if (read.ok) return [];
  if (about === 'day') return [{ about, typed, problem: read.problem === 'future' ? 'future' : 'too-long-ago' }];
  return [{ about, typed, problem: 'too-much' }];
}

/** Neighbouring words that were not understood, together. */
function leftOver(words: readonly string[], left: readonly number[]): WhenProblem[] {
  const runs: number[][] = [];
  for (const at of left) {
    const last = runs.at(-1);
    if (last && last.at(-1) === at - 1) last.push(at);
    else runs.push([at]);
  }
  return runs.map((run) => {
    const typed = run.map((at) => words[at] ?? '').join(' ');
    // A date is left over beside another day.
    return { about: /^\d+(?:[.,:]\d+)?$/.test(typed) && !/^\d{1,2}\.\d{2}$/.test(typed) ? 'number' : 'words', typed };
  });
}
