/** Counts the points that a life passes, and says at which of them it ends. */
export interface Death {
  /** Passes a point. @returns whether the process dies here */
  pass(name: string): boolean;
  /** How many points were passed. */
  readonly points: number;
  /** The name of the point at which it died; undefined if it lived. */
  readonly diedAt: string | undefined;
}

/** @param diesAt number of the point, from 1; undefined for none */
export function createDeath(diesAt: number | undefined): Death {
  let points = 0;
  let diedAt: string | undefined;
  return {
    pass(name) {
      points += 1;
      if (points !== diesAt) return false;
      diedAt = name;
      return true;
    },
    get points() {
      return points;
    },
    get diedAt() {
      return diedAt;
    },
  };
}

/** How many points a life may lack that the whole one had: how often the outbox looks depends a little on the machine's speed. */
const SLACK = 8;

/** What is wrong with a life that was to end at a point and did not reach it: nothing if only the last few points are missing. */
export function unreached(
  whole: Pick<Death, 'points'>,
  lived: Pick<Death, 'points' | 'diedAt'>,
  diesAt: number,
): string[] {
  const missing = lived.diedAt === undefined ? whole.points - lived.points : 0;
  return missing > SLACK ? [`point ${diesAt} was not reached: ${missing} points are missing`] : [];
}
