import type { PGliteInterface, Transaction } from '@electric-sql/pglite';
import type { ClientBase } from 'pg';

/** A value that both drivers bind in the same way. */
export type SqlValue = string | number | boolean | null;

/** A row by column name. */
export type SqlRow = Record<string, unknown>;

/**
 * One PostgreSQL session in plain SQL, for code below Prisma: migrations, backup, key rotation. Its statements run in the order
 * in which they are called.
 */
export interface SqlSession {
  /** Runs a script of one or more statements without parameters. */
  exec(script: string): Promise<void>;
  /** Runs one statement with `$1`-style parameters. */
  query(statement: string, values?: readonly SqlValue[]): Promise<SqlRow[]>;
  /** Runs `work` in a transaction, on the session it is given; rolled back when `work` throws. */
  transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
}

const nested = (): Promise<never> => Promise.reject(new Error('A transaction is open already'));

/** A session on the embedded database. It shares PGlite's single session with Prisma; transactions do not interleave. */
export function embeddedSession(pglite: PGliteInterface): SqlSession {
  return {
    ...statementsOf(pglite),
    transaction: (work) => pglite.transaction((tx) => work({ ...statementsOf(tx), transaction: nested })),
  };
}

function statementsOf(target: PGliteInterface | Transaction): Omit<SqlSession, 'transaction'> {
  return {
    exec: async (script) => {
      await target.exec(script);
    },
    query: async (statement, values = []) => (await target.query<SqlRow>(statement, [...values])).rows,
  };
}

/** A session on a PostgreSQL server; `client` is exclusive to it. */
export function serverSession(client: ClientBase): SqlSession {
  const statements: Omit<SqlSession, 'transaction'> = {
    exec: async (script) => {
      await client.query(script);
    },
    query: async (statement, values = []) => (await client.query<SqlRow>(statement, [...values])).rows,
  };
  return {
    ...statements,
    transaction: async (work) => {
      await client.query('BEGIN');
      try {
        const result = await work({ ...statements, transaction: nested });
        await client.query('COMMIT');
        return result;
      } catch (error) {
        // A lost connection has already rolled back; the first error is the one that matters.
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    },
  };
}
