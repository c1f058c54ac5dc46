/** A generator of numbers from 0 to 1 that gives the same ones each time (Numerical Recipes' congruential one). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Fisher and Yates' shuffle, in place. */
export function shuffle(list: number[], next: () => number): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    const value = list[at] ?? 0;
    list[at] = list[other] ?? 0;
    list[other] = value;
  }
}
