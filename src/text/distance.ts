/** Length of the table's rows, which are reused between calls: the speller calls this thousands of times per query. */
const WIDTH = 48;
const rows = [new Uint8Array(WIDTH), new Uint8Array(WIDTH), new Uint8Array(WIDTH)] as const;

/**
 * Damerau-Levenshtein distance (optimal string alignment: a swapped pair counts once), or `limit + 1` as soon as it must exceed
 * `limit`. Words of at most 40 characters.
 */
export function editDistance(a: string, b: string, limit: number): number {
  const exceeded = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return exceeded;
  let [before, previous, current]: readonly [Uint8Array, Uint8Array, Uint8Array] = rows;
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    current[0] = i;
    let least = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const same = letter === b.charCodeAt(j - 1);
      let cost = (previous[j - 1] ?? 0) + (same ? 0 : 1);
      cost = Math.min(cost, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return exceeded;
    [before, previous, current] = [previous, current, before];
  }
  return Math.min(previous[b.length] ?? exceeded, exceeded);
}

/** One bit per kind of letter: words at distance `d` differ in at most `2 * d` bits. */
export function letterMask(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length; at++) mask |= 1 << (word.charCodeAt(at) & 31);
  return mask;
}

/** Number of set bits. */
export function bitCount(mask: number): number {
  let bits = mask - ((mask >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
