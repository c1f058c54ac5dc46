import { AsyncLocalStorage } from 'node:async_hooks';

/** Maximum rows of one statement: the embedded database does nothing else meanwhile. */
const AT_ONCE = 100;

/** A statement belongs to none of those whom it serves: not to an interaction, nor to a place in a queue. */
const outside = AsyncLocalStorage.snapshot();

interface Waiting<K, V> extends PromiseWithResolvers<V> {
  readonly row: K;
}

/**
 * Writes what several callers want written in one statement: those who come while one is under way are served together by the next.
 * On a database with a single session they would wait for each other anyway, and most of a small statement's time is its own, not its
 * row's. Nobody waits for others to come. Each has an outcome of their own: what fails together is written again one by one.
 *
 * So it is only for a database on which what failed has left nothing behind, and whose writes carry no claim of an interaction: the
 * embedded one.
 *
 * @param keyOf what two rows of one statement must not have in common
 * @param writeAll says what became of each row, in their order
 */
export function writeTogether<K, V>(
  keyOf: (row: K) => string,
  writeAll: (rows: readonly K[]) => Promise<readonly V[]>,
): (row: K) => Promise<V> {
  let waiting: Waiting<K, V>[] = [];
  let running = false;

  const write = async (served: readonly Waiting<K, V>[]): Promise<void> => {
    try {
      const outcomes = await writeAll(served.map(({ row }) => row));
      for (const [index, one] of served.entries()) one.resolve(outcomes[index] as V);
    } catch (error) {
      if (served.length === 1) served[0]?.reject(error);
      else for (const one of served) await write([one]);
    }
  };
  const writeNext = (): void => {
    const keys = new Set<string>();
    const served: Waiting<K, V>[] = [];
    const left: Waiting<K, V>[] = [];
    for (const one of waiting) {
      const key = keyOf(one.row);
      if (served.length >= AT_ONCE || keys.has(key)) left.push(one);
      else served.push(one);
      keys.add(key);
    }
    waiting = left;
    running = true;
    outside(() => write(served)).finally(() => {
      running = false;
      if (waiting.length > 0) writeNext();
    });
  };
  return (row) => {
    const one = { ...Promise.withResolvers<V>(), row };
    waiting.push(one);
    if (!running) writeNext();
    return one.promise;
  };
}
