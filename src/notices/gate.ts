/** Lets work in: for each person one after the other, in the order in which it came, and for several of them at once. */
export type Gate = <T>(personId: string, work: () => Promise<T>) => Promise<T>;

/** @param most how many persons at once */
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
      // Only once the outcome was heard of: if Discord takes no more, the next one is not even tried.
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
