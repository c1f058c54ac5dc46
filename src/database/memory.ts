import { AsyncLocalStorage } from 'node:async_hooks';
import type { SqlDriverAdapter, SqlQueryable, Transaction } from '@prisma/driver-adapter-utils';
import { isWrite } from './claim-sql.ts';
import { currentEffects } from './effects.ts';
import { Prisma } from './generated/client.ts';
import { createReadTogether } from './together.ts';

/**
 * What was read and has not been written since: facts that many answers need again, such as a member's language. The tables that a
 * value was read from are seen in its statements, and every write of this process passes by here, so nothing has to be told. What
 * other processes write is heard a moment later (see {@link Hearing}).
 */
export interface Memory {
  /**
   * The value of `load`, which is called again only once a table that it read from was written. Callers share the value: it is
   * frozen. Texts of members must be sealed in it.
   *
   * @param key names what is read, with everything that it depends on
   */
  recall<T>(key: string, load: () => Promise<T>, options?: RecallOptions): Promise<T>;
  /**
   * The same for one of many values of a kind, such as the profiles of members. Those that are asked for at the same moment and are not
   * known are loaded together.
   *
   * @param kind names what is loaded; always with a `load` that does the same
   * @param load by id; an id that it leaves out has no value
   */
  recallEach<T>(
    kind: string,
    id: string,
    load: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
    options?: RecallOptions,
  ): Promise<T | undefined>;
  /** Forgets everything: after writes that did not pass by here. */
  clear(): void;
}

export interface RecallOptions {
  /** For rights and the like: what another process may have written a moment ago counts as well, so it is read where there can be one. */
  readonly exact?: boolean;
}

/** What is known of writes by other processes. */
export interface Hearing {
  /** Whether nothing can have been written that was not noticed yet: there is no other process. */
  readonly exact: boolean;
  /** Whether everything that was written until a moment ago has been told. */
  isUpToDate(): boolean;
  /** Whether writes to a table are told at all: else nothing that was read from it is kept. */
  covers(table: string): boolean;
}

/** Where this process alone writes. */
const NOBODY_ELSE: Hearing = { exact: true, isUpToDate: () => true, covers: () => true };

/** Remembers nothing. */
export const NO_MEMORY: Memory = {
  recall: (_key, load) => load(),
  recallEach: async (_kind, id, load) => (await load([id])).get(id),
  clear: () => undefined,
};

/** A memory, and how it learns of statements. */
export interface KeptMemory extends Memory {
  /** An adapter whose statements, those of its transactions too, are noticed. */
  noticing(adapter: SqlDriverAdapter): SqlDriverAdapter;
  /** Another process may have written a table. */
  forget(table: string): void;
}

interface Kept<T = unknown> {
  readonly value: T;
  readonly tables: ReadonlySet<string>;
  /** When it was read, by the count of writes. */
  readonly at: number;
}

/** Tables read by a `load` under way. */
const reading = new AsyncLocalStorage<Set<string>>();

const TABLES: ReadonlySet<string> = new Set(Object.values(Prisma.ModelName));
const QUOTED_NAME = /"(\w+)"/g;
/** Before the name of a table that is written; PostgreSQL has no other way of naming one. */
const WRITTEN_NAME =
  /\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO)\s+(?:ONLY\s+)?(?:"?public"?\s*\.\s*)?"(\w+)"/gi;

/**
 * Tables whose rows go, or change, with a row of another table. A test compares it with the database's foreign keys.
 */
export const CASCADES: Readonly<Record<string, readonly string[]>> = {
  Community: ['Checkin', 'CheckinSkip', 'CheckinTheme'],
  Checkin: ['Card', 'CardPseudonym', 'CheckinAnswer', 'Violation'],
  Card: ['CardAdvice', 'CardDecision', 'CardMeToo', 'CardReport'],
  CardAdvice: ['AdviceRating', 'CardDecision', 'CardReport'],
  CommunityContent: ['CommunityContentDraft', 'CommunityContentVersion'],
};

export interface MemoryOptions {
  /** Maximum number of values; those used longest ago are dropped. */
  readonly most?: number;
  readonly hearing?: Hearing;
}

export function createMemory({ most = 10_000, hearing = NOBODY_ELSE }: MemoryOptions = {}): KeptMemory {
  const kept = new Map<string, Kept>();
  const lastWrite = new Map<string, number>();
  const tablesOf = createTableFinder(QUOTED_NAME);
  const writtenNames = createTableFinder(WRITTEN_NAME);
  let writes = 0;

  const isCurrent = ({ tables, at }: Kept): boolean => {
    for (const table of tables) if ((lastWrite.get(table) ?? 0) > at) return false;
    return true;
  };
  /** The tables that a statement writes; all that it mentions if it names none of them the usual way. */
  const writtenBy = (sql: string): ReadonlySet<string> => {
    const names = writtenNames(sql);
    return names.size > 0 ? names : tablesOf(sql);
  };
  const written = (tables: Iterable<string>): void => {
    writes += 1;
    for (const table of tables) lastWrite.set(table, writes);
  };
  const clear = (): void => {
    kept.clear();
    written(TABLES);
  };

  const read = async <T>(load: () => Promise<T>): Promise<Kept<T>> => {
    const tables = new Set<string>();
    const at = writes;
    return { value: freeze(await reading.run(tables, load)), tables, at };
  };
  const together = createReadTogether();

  /** A value that may be given, as far as can be told. */
  const recalled = (key: string, exact: boolean): Kept | undefined => {
    const known = kept.get(key);
    if (!known || !isCurrent(known) || !hearing.isUpToDate() || (exact && !hearing.exact)) return undefined;
    // What another process has written for the same interaction may be in it.
    currentEffects()?.look();
    return known;
  };

  const keep = (key: string, entry: Kept): void => {
    kept.delete(key);
    // What was written meanwhile may or may not be in it.
    if (isCurrent(entry) && [...entry.tables].every(hearing.covers)) kept.set(key, entry);
    if (kept.size > most) for (const oldest of kept.keys()) if (kept.delete(oldest)) break;
  };
  const used = (key: string, known: Kept): void => {
    kept.delete(key);
    kept.set(key, known);
  };
  const given = ({ value, tables }: Kept): unknown => {
    const around = reading.getStore();
    if (around) for (const table of tables) around.add(table);
    return value;
  };
  const recall = async <T>(key: string, load: () => Promise<T>, { exact = false }: RecallOptions = {}): Promise<T> => {
    const known = recalled(key, exact);
    const entry = known ?? (await read(load));
    if (known) used(key, known);
    else keep(key, entry);
    return given(entry) as T;
  };
  const recallEach: Memory['recallEach'] = async <T>(
    kind: string,
    id: string,
    load: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
    { exact = false }: RecallOptions = {},
  ) => {
    const key = `${kind} ${id}`;
    const known = recalled(key, exact);
    if (known) {
      used(key, known);
      return given(known) as T | undefined;
    }
    // The statement is not run as this interaction's own.
    currentEffects()?.look();
    const { value, tables, at } = await together(kind, id, (ids) => read(() => load(ids)));
    const entry = { value: freeze(value.get(id)), tables, at };
    keep(key, entry);
    return given(entry) as T | undefined;
  };

  /** Notices a statement: what it reads, and before and after it what it writes. A transaction's writes count again at its end. */
  const noticed = async <R>(sql: string, run: () => Promise<R>, later?: Set<string>): Promise<R> => {
    if (!isWrite(sql)) {
      const collected = reading.getStore();
      if (collected) for (const table of tablesOf(sql)) collected.add(table);
      return run();
    }
    const tables = withCascades(writtenBy(sql));
    for (const table of tables) later?.add(table);
    written(tables);
    try {
      return await run();
    } finally {
      written(tables);
    }
  };
  const statements = (target: SqlQueryable, later?: Set<string>): Pick<SqlQueryable, 'queryRaw' | 'executeRaw'> => ({
    queryRaw: (query) => noticed(query.sql, () => target.queryRaw(query), later),
    executeRaw: (query) => noticed(query.sql, () => target.executeRaw(query), later),
  });
  const transaction = (target: Transaction): Transaction => {
    const tables = new Set<string>();
    return {
      provider: target.provider,
      adapterName: target.adapterName,
      options: target.options,
      ...statements(target, tables),
      commit: () => target.commit().finally(() => written(tables)),
      rollback: () => target.rollback().finally(() => written(tables)),
    };
  };

  return {
    recall,
    recallEach,
    clear,
    forget: (table) => written([table]),
    noticing: (adapter) => ({
      provider: adapter.provider,
      adapterName: adapter.adapterName,
      ...statements(adapter),
      startTransaction: async (isolation) => transaction(await adapter.startTransaction(isolation)),
      executeScript: (script) => adapter.executeScript(script).finally(clear),
      dispose: () => adapter.dispose(),
      ...(adapter.getConnectionInfo ? { getConnectionInfo: adapter.getConnectionInfo.bind(adapter) } : {}),
    }),
  };
}

/** Finds the tables that a statement names in some way; the same few hundred statements come again and again. */
function createTableFinder(named: RegExp): (sql: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (sql) => {
    const before = known.get(sql);
    if (before) return before;
    const names = [...sql.matchAll(named)].flatMap(([, name]) => (name && TABLES.has(name) ? [name] : []));
    const tables = new Set(names);
    if (known.size >= 1000) known.clear();
    known.set(sql, tables);
    return tables;
  };
}

function withCascades(tables: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(tables);
  // A set goes on with what is added to it meanwhile.
  for (const table of all) for (const child of CASCADES[table] ?? []) all.add(child);
  return all;
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}
