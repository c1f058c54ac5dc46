import { AsyncLocalStorage } from 'node:async_hooks';
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { type Prisma, PrismaClient } from './generated/client.ts';
import { useBaselineCompiler } from './wasm.ts';

/** The database outside any transaction. Functions that open a transaction of their own ask for it. */
export type Db = PrismaClient;

/** The database inside a transaction, or outside: `Db` fits too. Functions that only read and write ask for it. */
export type Tx = Prisma.TransactionClient;

/** Set while the callback of `$transaction` runs, in it and in all that it calls. */
const transactionScope = new AsyncLocalStorage<true>();

/**
 * Prisma's client over a driver adapter, with one rule enforced: inside `db.$transaction(async (tx) => …)` only `tx`
 * may be used. The embedded database has a single session, so a call of the outer client would wait for the transaction
 * that waits for it; on a server it would silently run outside the transaction. It throws at once instead, on both.
 */
export function createClient(factory: SqlDriverAdapterFactory): Db {
  useBaselineCompiler();
  const client = new PrismaClient({ adapter: guard(factory) });
  const transaction = (work: unknown, options?: object): unknown =>
    Reflect.apply(client.$transaction, client, [
      typeof work === 'function' ? (tx: Tx) => transactionScope.run(true, () => work(tx)) : work,
      options,
    ]);
  return new Proxy(client, {
    get: (target, key) => (key === '$transaction' ? transaction : Reflect.get(target, key)),
  });
}

function guard(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => {
      const adapter = await factory.connect();
      const outside = <A extends unknown[], R>(call: (...args: A) => Promise<R>): ((...args: A) => Promise<R>) => {
        return async (...args) => {
          if (transactionScope.getStore()) {
            throw new Error('The outer database client was used inside $transaction: use the `tx` it hands over');
          }
          return call(...args);
        };
      };
      const guarded: SqlDriverAdapter = {
        provider: adapter.provider,
        adapterName: adapter.adapterName,
        queryRaw: outside((query) => adapter.queryRaw(query)),
        executeRaw: outside((query) => adapter.executeRaw(query)),
        startTransaction: outside((isolationLevel) => adapter.startTransaction(isolationLevel)),
        executeScript: (script) => adapter.executeScript(script),
        dispose: () => adapter.dispose(),
      };
      if (adapter.getConnectionInfo) guarded.getConnectionInfo = adapter.getConnectionInfo.bind(adapter);
      return guarded;
    },
  };
}
