import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQueryable,
  Transaction,
} from '@prisma/driver-adapter-utils';

/** So long statements may follow one another before what else waits has its turn, in milliseconds. */
const LONGEST_TURN = 5;

/**
 * An adapter over a database in this very thread, which lets the event loop turn between statements. Such a database answers
 * without any input or output: statement after statement would be one long row of microtasks, and no timer, no request and no
 * interaction would have its turn until the last of them.
 */
export function takingTurns(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  let since = performance.now();
  const turn = async (): Promise<void> => {
    if (performance.now() - since < LONGEST_TURN) return;
    await nextTurn();
    since = performance.now();
  };
  const statements = (target: SqlQueryable): SqlQueryable => ({
    provider: target.provider,
    adapterName: target.adapterName,
    queryRaw: async (query) => {
      await turn();
      return target.queryRaw(query);
    },
    executeRaw: async (query) => {
      await turn();
      return target.executeRaw(query);
    },
  });
  const transaction = (target: Transaction): Transaction => ({
    ...statements(target),
    options: target.options,
    commit: () => target.commit(),
    rollback: () => target.rollback(),
  });
  const adapter = (target: SqlDriverAdapter): SqlDriverAdapter => ({
    ...statements(target),
    startTransaction: async (isolation) => {
      await turn();
      return transaction(await target.startTransaction(isolation));
    },
    executeScript: (script) => target.executeScript(script),
    dispose: () => target.dispose(),
    ...(target.getConnectionInfo ? { getConnectionInfo: target.getConnectionInfo.bind(target) } : {}),
  });
  const { provider, adapterName } = factory;
  return { provider, adapterName, connect: async () => adapter(await factory.connect()) };
}
