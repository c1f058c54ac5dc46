import { AsyncLocalStorage } from 'node:async_hooks';
import type { SqlDriverAdapter, SqlQuery } from '@prisma/driver-adapter-utils';
import type { Logger } from 'pino';
import { isDatabaseAway } from './away.ts';
import type { Prisma } from './generated/client.ts';
import { brieflyInBackground } from './lanes.ts';
import type { Late, LateTable } from './late.ts';

type Tx = Prisma.TransactionClient;

/** {@link Late}, as the database makes it. */
export interface KeptLate extends Late {
  /** An adapter whose statements wait for what they could read. */
  waiting(adapter: SqlDriverAdapter): SqlDriverAdapter;
  /** Where it writes. Nothing is written before. */
  writesTo(db: Tx): void;
  /** Writes no more by itself. */
  end(): void;
}

/** A member of whom something was noted, and when. */
export interface NotedMember {
  readonly personId: string;
  readonly at: Date;
}

export interface LateOptions {
  /** Told of an unwritable row, which is dropped, and of rows that found no room. */
  readonly onLost: (error: unknown, table: string, rows: number) => void;
  /** The members among those noted who were erased since, by another process; none if left out. */
  readonly erased?: (db: Tx, noted: readonly NotedMember[]) => Promise<ReadonlySet<string>>;
  /** Calls back after some milliseconds; the returned function cancels it. */
  readonly later?: (call: () => void, milliseconds: number) => () => void;
  /** Maximum rows kept while the database is away. */
  readonly most?: number;
}

/** Milliseconds from the first note until it is written with the others. */
const DELAY = 100;
/** Maximum milliseconds between two attempts while the database is away. */
const LONGEST_DELAY = 5000;
/** Maximum rows in a statement: the embedded database does nothing else meanwhile. */
const AT_ONCE = 250;
const MOST = 10_000;

type Rows = Map<string, unknown>;

/** Logs what was lost. */
export function lostIn(log: Pick<Logger, 'warn'>): LateOptions['onLost'] {
  return (error, table, rows) => log.warn({ err: error, table, rows }, 'What was noted for later could not be written');
}

function machineTimer(call: () => void, milliseconds: number): () => void {
  const timer = setTimeout(call, milliseconds).unref();
  return () => clearTimeout(timer);
}

export function createLate({ onLost, erased, later = machineTimer, most = MOST }: LateOptions): KeptLate {
  const noted = new Map<LateTable<never>, Rows>();
  /** Being written. */
  const taken = new Map<LateTable<never>, Rows>();
  const aside = new AsyncLocalStorage<true>();
  // A note may be taken in the middle of a transaction or of an interaction; what is written later belongs to neither.
  const outside = AsyncLocalStorage.snapshot();
  let db: Tx | undefined;
  let running: Promise<void> | undefined;
  let cancel: (() => void) | undefined;
  let delay = DELAY;
  let ended = false;
  let dropped = 0;

  const size = () => [...noted.values(), ...taken.values()].reduce((sum, rows) => sum + rows.size, 0);
  const rowsOf = (of: Map<LateTable<never>, Rows>, table: LateTable<never>): Rows => {
    const rows = of.get(table) ?? new Map();
    of.set(table, rows);
    return rows;
  };
  const schedule = (): void => {
    if (cancel || ended) return;
    cancel = later(() => {
      cancel = undefined;
      flush().catch(() => undefined);
    }, delay);
  };
  const add = (table: LateTable<never>, key: string, row: unknown): void => {
    const rows = rowsOf(noted, table);
    const earlier = rows.get(key);
    if (earlier === undefined && size() >= most) {
      // One word is enough while the database is away.
      if (dropped === 0) onLost(new Error('Too much waits to be written'), table.table, 1);
      dropped += 1;
      return;
    }
    rows.set(key, earlier === undefined ? row : (table.merge?.(earlier as never, row as never) ?? row));
  };

  /** One unwritable row does not take the others with it. */
  const write = async (table: LateTable<never>, rows: readonly unknown[]): Promise<void> => {
    if (!db) return;
    try {
      await table.write(db, rows as readonly never[]);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      if (rows.length === 1) return onLost(error, table.table, 1);
      const half = rows.length >> 1;
      await write(table, rows.slice(0, half));
      await write(table, rows.slice(half));
    }
  };
  const forget = async (table: LateTable<never>, rows: Rows): Promise<void> => {
    if (!db || !erased) return;
    const memberOf = (row: unknown) => ({ personId: table.personOf(row as never), at: table.notedAt(row as never) });
    const gone = await erased(db, [...rows.values()].map(memberOf));
    if (gone.size > 0) for (const [key, row] of rows) if (gone.has(memberOf(row).personId)) rows.delete(key);
  };
  const writeTable = async (table: LateTable<never>, rows: Rows): Promise<void> => {
    await forget(table, rows);
    const keys = [...rows.keys()];
    for (let from = 0; from < keys.length; from += AT_ONCE) {
      const part = keys.slice(from, from + AT_ONCE);
      await write(
        table,
        part.map((key) => rows.get(key)),
      );
      for (const key of part) rows.delete(key);
    }
  };
  const writeAll = async (): Promise<void> => {
    if (!db) return;
    for (const [table, rows] of [...noted]) {
      noted.delete(table);
      taken.set(table, rows);
      try {
        await writeTable(table, rows);
        taken.delete(table);
      } catch (error) {
        taken.delete(table);
        // What was noted meanwhile is later than what could not be written.
        const meanwhile = noted.get(table);
        noted.set(table, rows);
        for (const [key, row] of meanwhile ?? []) add(table, key, row);
        throw error;
      }
    }
  };
  const begin = (): Promise<void> => {
    running ??= outside(() => aside.run(true, () => brieflyInBackground(writeAll)))
      .then(
        () => {
          [delay, dropped] = [DELAY, 0];
        },
        (error: unknown) => {
          delay = Math.min(delay * 2, LONGEST_DELAY);
          throw error;
        },
      )
      .finally(() => {
        running = undefined;
        if (noted.size > 0) schedule();
      });
    return running;
  };
  async function flush(): Promise<void> {
    // What is being written may have been taken before the latest notes.
    if (running) await running;
    if (noted.size > 0) await begin();
  }

  const concerns = (sql: string): boolean => {
    const tables = [...noted.keys(), ...taken.keys()];
    return tables.some(({ table }) => sql.includes(`"${table}"`));
  };
  const afterNotes =
    <T>(run: (query: SqlQuery) => Promise<T>) =>
    async (query: SqlQuery): Promise<T> => {
      if (noted.size + taken.size > 0 && !aside.getStore() && concerns(query.sql)) await flush();
      return run(query);
    };

  const afterAll =
    <A extends unknown[], T>(begin: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      if (noted.size + taken.size > 0 && !aside.getStore()) await flush();
      return begin(...args);
    };

  return {
    note(to, row) {
      const table = to as unknown as LateTable<never>;
      add(table, `${to.personOf(row)} ${to.keyOf(row)}`, row);
      schedule();
    },
    readAlong(from, personId, read) {
      type Row = Parameters<typeof from.personOf>[0];
      const table = from as unknown as LateTable<never>;
      const rows = [...(taken.get(table)?.values() ?? []), ...(noted.get(table)?.values() ?? [])] as Row[];
      return aside.run(true, () => read(rows.filter((row) => from.personOf(row) === personId)));
    },
    flush,
    waiting: (adapter) => ({
      provider: adapter.provider,
      adapterName: adapter.adapterName,
      queryRaw: afterNotes((query) => adapter.queryRaw(query)),
      executeRaw: afterNotes((query) => adapter.executeRaw(query)),
      // Nothing can be written from outside while it runs, and what it reads is not known yet.
      startTransaction: afterAll((isolation) => adapter.startTransaction(isolation)),
      executeScript: (script) => adapter.executeScript(script),
      dispose: () => adapter.dispose(),
      ...(adapter.getConnectionInfo ? { getConnectionInfo: adapter.getConnectionInfo.bind(adapter) } : {}),
    }),
    writesTo(to) {
      db = to;
    },
    end() {
      ended = true;
      cancel?.();
    },
  };
}
