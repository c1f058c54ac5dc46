import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQueryable,
  Transaction,
} from '@prisma/driver-adapter-utils';
import { currentLane } from './lanes.ts';
import { createTurnstile } from './turnstile.ts';

/** Maximum milliseconds of consecutive statements before the event loop gets its turn. */
const LONGEST_TURN = 5;

/**
 * An adapter for a database in this thread with a single session. It yields to the event loop between statements: such a database
 * answers without I/O, so consecutive statements would be one long chain of microtasks, blocking every timer, request and
 * interaction until the last of them. It also lets work that people wait for go before background work, statement by statement
 * and transaction by transaction.
 */
export function takingTurns(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  const turnstile = createTurnstile();
  let since = performance.now();
  const turn = async (): Promise<void> => {
    if (performance.now() - since < LONGEST_TURN) return;
    await nextTurn();
    since = performance.now();
  };
  const alone = async <R>(work: () => Promise<R>): Promise<R> => {
    const leave = await turnstile.enter(currentLane());
    try {
      await turn();
      return await work();
    } finally {
      leave();
    }
  };
  const transaction = (target: Transaction, leave: () => void): Transaction => ({
    provider: target.provider,
    adapterName: target.adapterName,
    options: target.options,
    queryRaw: (query) => turn().then(() => target.queryRaw(query)),
    executeRaw: (query) => turn().then(() => target.executeRaw(query)),
    commit: () => target.commit().finally(leave),
    rollback: () => target.rollback().finally(leave),
  });
  const statements = (target: SqlQueryable): SqlQueryable => ({
    provider: target.provider,
    adapterName: target.adapterName,
    queryRaw: (query) => alone(() => target.queryRaw(query)),
    executeRaw: (query) => alone(() => target.executeRaw(query)),
  });
  const adapter = (target: SqlDriverAdapter): SqlDriverAdapter => ({
    ...statements(target),
    async startTransaction(isolation) {
      // Nothing else runs until the transaction ends. Prisma also rolls back transactions whose start it no longer awaits.
      const leave = await turnstile.enter(currentLane());
      try {
        await turn();
        return transaction(await target.startTransaction(isolation), leave);
      } catch (error) {
        leave();
        throw error;
      }
    },
    executeScript: (script) => target.executeScript(script),
    dispose: () => target.dispose(),
    ...(target.getConnectionInfo ? { getConnectionInfo: target.getConnectionInfo.bind(target) } : {}),
  });
  const { provider, adapterName } = factory;
  return { provider, adapterName, connect: async () => adapter(await factory.connect()) };
}
