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
