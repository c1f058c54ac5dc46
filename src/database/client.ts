import type { SqlDriverAdapter, SqlDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils';
import { type Prisma, PrismaClient } from './generated/client.ts';
import type { KeptLate } from './late-writes.ts';
import type { KeptMemory } from './memory.ts';
import { rawStatements } from './raw-statements.ts';
import { type Traffic, timed } from './traffic.ts';
import { insideTransaction, type TransactionScope, transactionScopes } from './transaction-scope.ts';
import { useBaselineCompiler } from './wasm.ts';

/** The database outside any transaction, for functions that open their own. */
export type Db = PrismaClient;

/** The database inside or outside a transaction (`Db` fits too), for functions that only read and write. */
export type Tx = Prisma.TransactionClient;

/**
 * Milliseconds that a transaction may wait for its turn, and may take. The embedded database has one session, so all transactions
 * queue up, and on a server they wait for each other's locks. Prisma's defaults (2 s and 5 s) would discard what a busy computer
 * could have written a moment later: a late answer is better than a lost text. A hanging transaction still ends and lets the
 * others go on.
 */
const TRANSACTION_OPTIONS = { maxWait: 10_000, timeout: 15_000 } as const;

/**
 * Prisma's client over a driver adapter, with two rules enforced inside `db.$transaction(async (tx) => …)`:
 *
 * Only `tx` may be used. The embedded database has a single session, so a call of the outer client would wait for the transaction
 * that waits for it; on a server it would silently run outside the transaction. It throws at once on both.
 *
 * A failed statement fails the transaction. PostgreSQL answers COMMIT after an error with a silent rollback, and the adapters
 * report success: a callback that catches the error would believe lost data to be saved.
 *
 * @param traffic is told of each statement.
 * @param memory notices each statement, if what was read is remembered.
 * @param late lets statements wait for what is written later, if anything is.
 */
export function createClient(
  factory: SqlDriverAdapterFactory,
  traffic: Traffic,
  memory?: KeptMemory,
  late?: KeptLate,
): Db {
  useBaselineCompiler();
  let connected: SqlDriverAdapter | undefined;
  const client = new PrismaClient({
    adapter: guardFactory(factory, { traffic, memory, late, onConnection: (adapter) => (connected = adapter) }),
    transactionOptions: TRANSACTION_OPTIONS,
  });
  const transaction = (work: unknown, options?: object): unknown =>
    Reflect.apply(client.$transaction, client, [
      typeof work === 'function' ? (tx: Tx) => runInScope(() => work(tx)) : work,
      options,
    ]);
  const own: object = { $transaction: transaction, ...rawStatements(client, () => connected) };
  const db = new Proxy(client, {
    get: (target, key) => Reflect.get(Object.hasOwn(own, key) ? own : target, key),
  });
  late?.writesTo(db);
  return db;
}

async function runInScope(work: () => unknown): Promise<unknown> {
  const scope: TransactionScope = {};
  const result = await transactionScopes.run(scope, work);
  if (scope.failure !== undefined) {
    throw new Error('A statement of the transaction failed, so none of it is kept, although the error was caught', {
      cause: scope.failure,
    });
  }
  return result;
}

interface Around {
  readonly traffic: Traffic;
  readonly memory: KeptMemory | undefined;
  readonly late: KeptLate | undefined;
  /** Called with each adapter that Prisma has connected, and with undefined once it has let go of it. */
  readonly onConnection: (adapter: SqlDriverAdapter | undefined) => void;
}

function guardFactory(
  factory: SqlDriverAdapterFactory,
  { traffic, memory, late, onConnection }: Around,
): SqlDriverAdapterFactory {
  const { provider, adapterName } = factory;
  const noticing = (adapter: SqlDriverAdapter) => memory?.noticing(adapter) ?? adapter;
  const waiting = (adapter: SqlDriverAdapter) => late?.waiting(adapter) ?? adapter;
  return {
    provider,
    adapterName,
    async connect() {
      const adapter = guardAdapter(waiting(noticing(timed(await factory.connect(), traffic))));
      onConnection(adapter);
      return {
        ...adapter,
        dispose() {
          onConnection(undefined);
          return adapter.dispose();
        },
      };
    },
  };
}

function guardAdapter(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const guarded: SqlDriverAdapter = {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: outside((query) => adapter.queryRaw(query)),
    executeRaw: outside((query) => adapter.executeRaw(query)),
    startTransaction: outside(async (isolation) => noteFailures(await adapter.startTransaction(isolation))),
    executeScript: (script) => adapter.executeScript(script),
    dispose: () => adapter.dispose(),
  };
  if (adapter.getConnectionInfo) guarded.getConnectionInfo = adapter.getConnectionInfo.bind(adapter);
  return guarded;
}

function outside<A extends unknown[], R>(call: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return async (...args) => {
    if (insideTransaction()) {
      throw new Error('The outer database client was used inside $transaction: use the `tx` it hands over');
    }
    return call(...args);
  };
}

function noteFailures(transaction: Transaction): Transaction {
  const noted = async <R>(call: Promise<R>): Promise<R> => {
    try {
      return await call;
    } catch (error) {
      const scope = transactionScopes.getStore();
      if (scope) scope.failure ??= error;
      throw error;
    }
  };
  return {
    provider: transaction.provider,
    adapterName: transaction.adapterName,
    options: transaction.options,
    queryRaw: (query) => noted(transaction.queryRaw(query)),
    executeRaw: (query) => noted(transaction.executeRaw(query)),
    commit: () => transaction.commit(),
    rollback: () => transaction.rollback(),
  };
}
