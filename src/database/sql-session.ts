import type { PGliteInterface, Transaction } from '@electric-sql/pglite';
import type { ClientBase } from 'pg';

/** A value that both drivers bind alike. */
export type SqlValue = string | number | boolean | null;

/** A row by column name. */
export type SqlRow = Record<string, unknown>;

/**
 * One session of PostgreSQL in plain SQL, for what stands below Prisma: migrations, backup, key rotation. Statements of
 * a session run in the order in which they are called.
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

/** A session on the embedded database. It shares PGlite's one session with Prisma, each transaction undisturbed. */
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

/** A session on a PostgreSQL server; `client` belongs to it alone. */
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
        // A lost connection has rolled back already: what matters is the first error.
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    },
  };
}
