import { AsyncLocalStorage } from 'node:async_hooks';

/** State of the transaction whose callback is running, shared with everything it calls. */
export interface TransactionScope {
  /** The first statement that PostgreSQL refused. It then rolls back the whole transaction, whatever follows. */
  failure?: unknown;
}

export const transactionScopes = new AsyncLocalStorage<TransactionScope>();

/** Whether the running work is part of a transaction. */
export function insideTransaction(): boolean {
  return transactionScopes.getStore() !== undefined;
}
