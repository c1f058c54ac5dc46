import type { SqlDriverAdapter, SqlQueryable, Transaction } from '@prisma/driver-adapter-utils';
import { currentLane, type Lane } from './lanes.ts';

/** What a statement does, by its first word; `other` is mostly a `WITH`. */
export const STATEMENT_KINDS = [
  'select',
  'insert',
  'update',
  'delete',
  'begin',
  'commit',
  'rollback',
  'other',
] as const;

export type StatementKind = (typeof STATEMENT_KINDS)[number];

/** The connections of a pool at one moment. */
export interface PoolState {
  /** "short" for people, "long" for jobs. */
  readonly pool: string;
  readonly open: number;
  readonly idle: number;
  /** Statements and transactions that wait for a connection. */
  readonly waiting: number;
  readonly most: number;
}

/** What goes on between the bot and its database, for the metrics. */
export interface Traffic {
  /** Called after each statement with the seconds until its answer, the wait for a connection or a turn included. */
  onStatement?: (kind: StatementKind, lane: Lane, seconds: number) => void;
  /** The pools of connections to a server; none for the embedded database. */
  pools: () => readonly PoolState[];
  /** Whether what other processes write is heard; absent for the embedded database, which has one process. */
  listening?: () => boolean;
}

const KINDS = new Map<string, StatementKind>(STATEMENT_KINDS.map((kind) => [kind, kind]));

export function kindOf(sql: string): StatementKind {
  const [word = ''] = /[a-z]+/i.exec(sql) ?? [];
  return KINDS.get(word.toLowerCase()) ?? 'other';
}

/** An adapter whose statements are timed, those of its transactions too. */
export function timed(adapter: SqlDriverAdapter, traffic: Traffic): SqlDriverAdapter {
  const time = async <R>(kind: () => StatementKind, work: () => Promise<R>): Promise<R> => {
    const { onStatement } = traffic;
    if (!onStatement) return work();
    const began = performance.now();
    try {
      return await work();
    } finally {
      onStatement(kind(), currentLane(), (performance.now() - began) / 1000);
    }
  };
  const statements = (target: SqlQueryable): Pick<SqlQueryable, 'queryRaw' | 'executeRaw'> => ({
    queryRaw: (query) =>
      time(
        () => kindOf(query.sql),
        () => target.queryRaw(query),
      ),
    executeRaw: (query) =>
      time(
        () => kindOf(query.sql),
        () => target.executeRaw(query),
      ),
  });
  const transaction = (target: Transaction): Transaction => ({
    provider: target.provider,
    adapterName: target.adapterName,
    options: target.options,
    ...statements(target),
    commit: () => target.commit(),
    rollback: () => target.rollback(),
  });
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    ...statements(adapter),
    startTransaction: async (isolation) =>
      transaction(
        await time(
          () => 'begin',
          () => adapter.startTransaction(isolation),
        ),
      ),
    executeScript: (script) => adapter.executeScript(script),
    dispose: () => adapter.dispose(),
    ...(adapter.getConnectionInfo ? { getConnectionInfo: adapter.getConnectionInfo.bind(adapter) } : {}),
  };
}
