import {
  messages,
  type PGlite,
  parse,
  protocol,
  type QueryOptions,
  type Results,
  type Transaction,
} from '@electric-sql/pglite';
import { isOutdated, isRepeated } from './statement-names.ts';

/** A statement that the database has parsed. */
interface Prepared {
  readonly name: string;
  readonly parameterTypes: readonly number[];
  /** Says which columns the rows have; undefined for a statement without rows. */
  readonly columns: messages.RowDescriptionMessage | undefined;
  /** How often it was run. */
  uses: number;
}

export interface NamedStatementsOptions {
  /** Maximum statements kept parsed; those not used for longest are dropped. Each takes some 20 to 60 kB in the database's memory. */
  readonly kept?: number;
  /** Uses after which a statement is parsed and planned again. */
  readonly uses?: number;
}

/**
 * PostgreSQL keeps the plan of a named statement for as long as the table is not analysed, which happens hourly here. A table that
 * was empty when the plan was made would be read whole at every use, however long it has become since.
 */
const USES = 500;

/** Commands after which a parsed statement may mean something else. */
const CHANGES_TABLES = /^\s*(?:CREATE|ALTER|DROP|DISCARD|DEALLOCATE)\b/i;

/**
 * PGlite that parses and plans a statement once, not at every call: on a chat bot's small statements that is most of their time.
 * A statement is kept from its second use on, since some are used once. Everything else is PGlite's own, its types included.
 *
 * PGlite's `query` parses, describes, binds and executes in five steps; a kept statement is bound and executed in one
 * (https://www.postgresql.org/docs/17/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY).
 */
export function withNamedStatements(pglite: PGlite, { kept = 200, uses = USES }: NamedStatementsOptions = {}): PGlite {
  const prepared = new Map<string, Prepared>();
  const seenOnce = new Set<string>();
  let named = 0;

  const send = (...parts: readonly Uint8Array[]) =>
    pglite.execProtocolStream(Buffer.concat(parts), { syncToFs: false });

  /** Ends what failed: without it the database would skip all that follows. */
  const sendOrSync = async (...parts: readonly Uint8Array[]) => {
    try {
      return await send(...parts, protocol.serialize.sync());
    } catch (error) {
      await send(protocol.serialize.sync());
      throw error;
    }
  };

  const forget = async (sql: string): Promise<void> => {
    const statement = prepared.get(sql);
    if (!statement) return;
    prepared.delete(sql);
    await sendOrSync(protocol.serialize.close({ type: 'S', name: statement.name }));
  };

  const prepare = async (sql: string): Promise<Prepared> => {
    for (const oldest of prepared.keys()) {
      if (prepared.size < kept) break;
      await forget(oldest);
    }
    named += 1;
    const name = `s${named}`;
    const answer = await sendOrSync(
      protocol.serialize.parse({ name, text: sql }),
      protocol.serialize.describe({ type: 'S', name }),
    );
    const isColumns = (message: messages.BackendMessage): message is messages.RowDescriptionMessage =>
      message.name === 'rowDescription';
    return {
      name,
      parameterTypes: parse.parseDescribeStatementResults([...answer]),
      columns: answer.find(isColumns),
      uses: 0,
    };
  };

  /** The kept statement, as the one used last; undefined if it is not kept, or not yet. */
  const find = async (sql: string): Promise<Prepared | undefined> => {
    if (!isRepeated(sql)) {
      if (CHANGES_TABLES.test(sql)) for (const each of [...prepared.keys()]) await forget(each);
      return undefined;
    }
    let statement = prepared.get(sql);
    if (!statement && !seenOnce.delete(sql)) {
      seenOnce.add(sql);
      for (const oldest of seenOnce) {
        if (seenOnce.size <= kept) break;
        seenOnce.delete(oldest);
      }
      return undefined;
    }
    if (statement && statement.uses >= uses) {
      await forget(sql);
      statement = undefined;
    }
    statement ??= await prepare(sql);
    statement.uses += 1;
    prepared.delete(sql);
    prepared.set(sql, statement);
    return statement;
  };

  const execute = async <T>(statement: Prepared, parameters: readonly unknown[], options?: QueryOptions) => {
    const values = parameters.map((parameter, index) => {
      if (parameter === null || parameter === undefined) return null;
      const type = statement.parameterTypes[index] ?? 0;
      const serialize = options?.serializers?.[type] ?? pglite.serializers[type];
      return serialize ? serialize(parameter) : String(parameter);
    });
    const answer = await sendOrSync(
      protocol.serialize.bind({ statement: statement.name, values }),
      protocol.serialize.execute({}),
    );
    const [result] = parse.parseResults(
      statement.columns ? [statement.columns, ...answer] : [...answer],
      pglite.parsers,
      options,
    );
    return result as Results<T>;
  };

  /** Runs a statement by its name; undefined if it has none. Expects to be alone in the session. */
  const runNamed = async <T>(
    sql: string,
    parameters: readonly unknown[],
    options: QueryOptions | undefined,
    inTransaction: boolean,
  ): Promise<Results<T> | undefined> => {
    const statement = await find(sql);
    if (!statement) return undefined;
    try {
      return await execute<T>(statement, parameters, options);
    } catch (error) {
      const outdated = error instanceof messages.DatabaseError && isOutdated(error.code);
      if (outdated) await forget(sql);
      // Within a transaction nothing can be repeated: it has failed.
      if (!outdated || inTransaction) throw error;
      return undefined;
    }
  };

  const query = async <T>(sql: string, parameters: unknown[] = [], options?: QueryOptions): Promise<Results<T>> => {
    const result = await pglite._runExclusiveTransaction(() =>
      pglite._runExclusiveQuery(async () => {
        const answer = await runNamed<T>(sql, parameters, options, false);
        if (answer) await pglite.syncToFs();
        return answer;
      }),
    );
    return result ?? pglite.query<T>(sql, parameters, options);
  };

  const transaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    pglite.transaction((tx) => {
      const queryWithin = async <R>(sql: string, parameters: unknown[] = [], options?: QueryOptions) => {
        if (tx.closed) return tx.query<R>(sql, parameters, options);
        const answer = await pglite._runExclusiveQuery(() => runNamed<R>(sql, parameters, options, true));
        return answer ?? tx.query<R>(sql, parameters, options);
      };
      return work(overriding(tx, { query: queryWithin }));
    });

  return overriding(pglite, { query, transaction });
}

/** The object with some of its methods replaced; all others are called on itself, whose private fields they use. */
function overriding<T extends object>(target: T, methods: Partial<T>): T {
  return new Proxy(target, {
    get(_, key) {
      if (Object.hasOwn(methods, key)) return Reflect.get(methods, key);
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
