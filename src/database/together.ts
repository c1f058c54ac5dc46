import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { currentLane, currentPatience } from './lanes.ts';
import { insideTransaction } from './transaction-scope.ts';

/** Reads what several callers need in one go; its result is shared by them. */
export type ReadTogether = <R>(kind: string, id: string, read: (ids: readonly string[]) => Promise<R>) => Promise<R>;

/** Maximum ids in one statement: the embedded database does nothing else meanwhile. */
const AT_ONCE = 100;

/**
 * Collects ids of a kind until the event loop's next turn, and reads them with one statement. When many people press at once, each of
 * them would otherwise cost a statement, which is dearer by far than one more row. A read begins after everybody who shares it
 * has asked, so it is as recent as one of their own.
 *
 * The statement belongs to no caller: neither to their interaction nor to their place in a queue. So only those share it who wait
 * as people do; in the background, behind an announcement or in a transaction each reads alone.
 */
export function createReadTogether(): ReadTogether {
  const groups = new Map<string, { readonly ids: Set<string>; readonly result: Promise<unknown> }>();
  const outside = AsyncLocalStorage.snapshot();

  return <R>(kind: string, id: string, read: (ids: readonly string[]) => Promise<R>): Promise<R> => {
    if (insideTransaction() || currentLane() === 'background' || currentPatience() === 'long') return read([id]);
    const open = groups.get(kind);
    if (open) {
      open.ids.add(id);
      if (open.ids.size >= AT_ONCE) groups.delete(kind);
      // Of one kind all are read in the same way, by the contract of this function.
      return open.result as Promise<R>;
    }
    const ids = new Set([id]);
    const result = outside(() =>
      nextTurn().then(() => {
        if (groups.get(kind)?.ids === ids) groups.delete(kind);
        return read([...ids]);
      }),
    );
    groups.set(kind, { ids, result });
    return result;
  };
}
