import { BUCKET_LENGTH, kinship } from '../search/analysis.ts';

/** An index of stems that finds forms of the same word. */
export interface Kin {
  /** @returns how many other stems it was compared with */
  add(stem: string): number;
  /** The added stems that are the same word as this one, including itself. */
  of(stem: string): readonly string[];
}

/** Minimum likeness at which two stems count as the same word. */
const LEAST_KINSHIP = 0.8;
/** Prefix lengths by which stems are indexed; kin are found by the longest one within the prefix they must share. */
const LENGTHS = [BUCKET_LENGTH, 6, 9, 14, 24, 48] as const;
/** Letters of an ending by which kin may differ at any length ("plan|ów"). */
const ENDING = 2;

/** Tolerance for rounding in products of decimals. */
const ROUNDING = 1e-9;

/** An index of stems by prefix: each stem is compared once, and only with similar ones. */
export function createKin(): Kin {
  const byBeginning = new Map<string, string[]>();
  const found = new Map<string, string[]>();
  return {
    add(stem) {
      if (found.has(stem)) return 0;
      const likes = byBeginning.get(beginningOf(stem)) ?? [];
      const compared = likes.length;
      const kin = likes.filter((other) => kinship(stem, other) >= LEAST_KINSHIP);
      for (const other of kin) found.get(other)?.push(stem);
      found.set(stem, [stem, ...kin]);
      for (const length of LENGTHS) {
        if (stem.length < length) break;
        const beginning = stem.slice(0, length);
        const known = byBeginning.get(beginning);
        if (known) known.push(stem);
        else byBeginning.set(beginning, [stem]);
      }
      return compared;
    },
    of: (stem) => found.get(stem) ?? [],
  };
}

/** The prefix that all kin of a stem share: at least four fifths of it, or all but an ending. */
function beginningOf(stem: string): string {
  const shared = Math.min(Math.ceil(stem.length * LEAST_KINSHIP - ROUNDING), stem.length - ENDING);
  const length = LENGTHS.findLast((one) => one <= shared) ?? BUCKET_LENGTH;
  return stem.slice(0, length);
}
