import { BUCKET_LENGTH, kinship } from '../search/analysis.ts';

/** Stems, and which of them are forms of one word. */
export interface Kin {
  /** @returns how many others it was compared with */
  add(stem: string): number;
  /** The stems that are the same word as one that was added, that one included. */
  of(stem: string): readonly string[];
}

/** From which likeness on two stems are the same word. */
const LEAST_KINSHIP = 0.8;
/** Lengths of the beginnings by which stems are found; kin share the longest that fits into what they must share. */
const LENGTHS = [BUCKET_LENGTH, 6, 9, 14, 24, 48] as const;
/** Letters of an ending that kin may differ by, whatever their length ("plan|ów"). */
const ENDING = 2;

/** What a product of decimals may be too large by. */
const ROUNDING = 1e-9;

/** An index of stems by their beginnings: each is compared with its likes alone, and once. */
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

/** What every stem that is kin to this one begins with: at least four fifths of it, or all but an ending. */
function beginningOf(stem: string): string {
  const shared = Math.min(Math.ceil(stem.length * LEAST_KINSHIP - ROUNDING), stem.length - ENDING);
  const length = LENGTHS.findLast((one) => one <= shared) ?? BUCKET_LENGTH;
  return stem.slice(0, length);
}
