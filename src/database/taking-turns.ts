import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQueryable,
  Transaction,
} from '@prisma/driver-adapter-utils';
import { currentLane } from './lanes.ts';
import { createTurnstile } from './turnstile.ts';

/** Milliseconds for which statements may follow one another before what else waits has its turn. */
const LONGEST_TURN = 5;

/**
 * An adapter over a database in this very thread, with a single session. It lets the event loop turn between statements: such
 * a database answers without any input or output, so statement after statement would be one long row of microtasks, and no
 * timer, no request and no interaction would have its turn until the last of them. And what people wait for goes before what
 * runs in the background, statement by statement and transaction by transaction.
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
      // Until it is over nothing else has its turn. Prisma rolls back the ones as well for which it no longer waited.
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
