/** Admits work: for each person one after the other, in order of arrival, and for several persons at once. */
export type Gate = <T>(personId: string, work: () => Promise<T>) => Promise<T>;

/** @param most maximum persons at once */
export function createGate(most: number): Gate {
  const last = new Map<string, Promise<unknown>>();
  const waiting: (() => void)[] = [];
  let free = most;

  const enter = (): Promise<void> | undefined => {
    if (free === 0) return new Promise((resolve) => waiting.push(resolve));
    free -= 1;
    return undefined;
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  const inTurn = async <T>(before: Promise<unknown> | undefined, work: () => Promise<T>): Promise<T> => {
    await before?.catch(() => undefined);
    await enter();
    try {
      return await work();
    } finally {
      // Only once the outcome is known: if Discord accepts no more, the next one is not even attempted.
      setImmediate(leave);
    }
  };
  return (personId, work) => {
    const mine = inTurn(last.get(personId), work);
    last.set(personId, mine);
    const forget = () => {
      if (last.get(personId) === mine) last.delete(personId);
    };
    mine.then(forget, forget);
    return mine;
  };
}
