import type {
  ArgType,
  ColumnType,
  ColumnTypeEnum,
  DriverAdapterError,
  SqlDriverAdapter,
  SqlQuery,
  SqlResultSet,
} from '@prisma/driver-adapter-utils';
import { Prisma } from './generated/client.ts';

/** What Prisma's raw queries are called with: a template's strings and its values, or an `Sql` made before. */
type Raw = readonly [sql: TemplateStringsArray | Prisma.Sql, ...values: unknown[]];

/** A raw statement as the driver takes it; undefined for values whose conversion is left to Prisma. */
export type ToDriver = (...raw: Raw) => SqlQuery | undefined;

/** A value for the driver, with its type. */
type Argument = readonly [value: unknown, scalarType: ArgType['scalarType']];

/**
 * `$queryRaw` and `$executeRaw` without Prisma's way through its engine, which for a small statement takes longer than the database:
 * there parameters become JSON and come back, and a plan of one step is interpreted. Parameters, results and errors are Prisma's
 * own, as a property test compares; what is not sure to be, goes its way.
 *
 * @param connected the adapter once Prisma has connected it; undefined before and after
 */
export function rawStatements(
  client: Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>,
  connected: () => SqlDriverAdapter | undefined,
) {
  const toDriver = createToDriver();
  const run = async <T>(
    method: '$queryRaw' | '$executeRaw',
    raw: Raw,
    directly: (adapter: SqlDriverAdapter, query: SqlQuery) => Promise<T>,
  ) => {
    const adapter = connected();
    const query = adapter && toDriver(...raw);
    if (!adapter || !query) return client[method]<T>(...raw);
    return directly(adapter, query).catch((error: unknown) => {
      throw asPrisma(error);
    });
  };
  return {
    $queryRaw: (...raw: Raw) =>
      run<unknown>('$queryRaw', raw, async (adapter, query) => rowsOf(await adapter.queryRaw(query))),
    $executeRaw: (...raw: Raw) => run<unknown>('$executeRaw', raw, (adapter, query) => adapter.executeRaw(query)),
  };
}

/** Converts statements. The text of a template is the same at each call, unless a part of it is SQL itself. */
export function createToDriver(): ToDriver {
  const texts = new WeakMap<TemplateStringsArray, string>();
  const textOf = (strings: TemplateStringsArray): string => {
    const known = texts.get(strings);
    if (known !== undefined) return known;
    const text = strings.reduce((sql, part, index) => `${sql}$${index}${part}`);
    texts.set(strings, text);
    return text;
  };
  return (sql, ...values) => {
    const composed =
      sql instanceof Prisma.Sql
        ? sql
        : values.some((value) => value instanceof Prisma.Sql) && Prisma.sql(sql as TemplateStringsArray, ...values);
    const given = composed ? composed.values : values;
    const args: unknown[] = [];
    const argTypes: ArgType[] = [];
    for (const value of given) {
      const converted = Array.isArray(value) ? listOf(value) : argumentOf(value);
      if (!converted) return undefined;
      const [argument, scalarType] = converted;
      args.push(argument);
      argTypes.push({ scalarType, arity: Array.isArray(value) ? 'list' : 'scalar' });
    }
    return { sql: composed ? composed.text : textOf(sql as TemplateStringsArray), args, argTypes };
  };
}

function argumentOf(value: unknown): Argument | undefined {
  if (value === null || value === undefined) return [null, 'unknown'];
  if (typeof value === 'string') return [value, 'string'];
  if (typeof value === 'boolean') return [value, 'unknown'];
  if (typeof value === 'number' && Number.isFinite(value)) return [value, 'decimal'];
  if (typeof value === 'bigint') return [value.toString(), 'bigint'];
  if (value instanceof Date && !Number.isNaN(value.getTime())) return [value.toISOString(), 'datetime'];
  return undefined;
}

/** A list has the type of its first element. */
function listOf(values: readonly unknown[]): Argument | undefined {
  const converted = values.map(argumentOf);
  const parts = converted.flatMap((each) => (each ? [each[0]] : []));
  return parts.length === values.length ? [parts, converted[0]?.[1] ?? 'unknown'] : undefined;
}

/** Numbers of the types whose values are converted, of columns and of lists; the package that names them is only there for types. */
const TYPES = {
  Int32: 0,
  Int64: 1,
  Numeric: 4,
  Date: 8,
  Time: 9,
  DateTime: 10,
  Json: 11,
  Int32Array: 64,
  Int64Array: 65,
  NumericArray: 68,
  DateArray: 72,
  TimeArray: 73,
  DateTimeArray: 74,
  JsonArray: 75,
} as const satisfies Partial<typeof ColumnTypeEnum>;

type Convert = (value: never) => unknown;

const toDate = (value: string): Date => new Date(value);

/** How values of some types are made of what the driver returns; those of others are returned as they are. */
const CONVERSIONS: ReadonlyMap<ColumnType, Convert> = new Map<ColumnType, Convert>([
  [TYPES.Int32, (value: number | string) => Math.trunc(Number(value))],
  [TYPES.Int64, (value: number | string) => BigInt(value)],
  [TYPES.Numeric, (value: string) => new Prisma.Decimal(value)],
  [TYPES.DateTime, toDate],
  [TYPES.Date, toDate],
  [TYPES.Time, (value: string) => new Date(`1970-01-01T${value}Z`)],
  [TYPES.Json, (value: string) => JSON.parse(value)],
]);

const LISTS: ReadonlyMap<ColumnType, ColumnType> = new Map<ColumnType, ColumnType>([
  [TYPES.Int32Array, TYPES.Int32],
  [TYPES.Int64Array, TYPES.Int64],
  [TYPES.NumericArray, TYPES.Numeric],
  [TYPES.DateTimeArray, TYPES.DateTime],
  [TYPES.DateArray, TYPES.Date],
  [TYPES.TimeArray, TYPES.Time],
  [TYPES.JsonArray, TYPES.Json],
]);

function conversionOf(type: ColumnType): Convert | undefined {
  const element = LISTS.get(type);
  const convert = CONVERSIONS.get(element ?? type);
  if (!convert || element === undefined) return convert;
  return (list: readonly unknown[]) => list.map((value) => (value === null ? null : convert(value as never)));
}

/** The rows as objects. */
export function rowsOf({ columnNames, columnTypes, rows }: SqlResultSet): Record<string, unknown>[] {
  const conversions = columnTypes.map(conversionOf);
  return rows.map((row) => {
    const object: Record<string, unknown> = {};
    for (let column = 0; column < columnNames.length; column += 1) {
      const value = row[column];
      const convert = value === null ? undefined : conversions[column];
      object[columnNames[column] as string] = convert ? convert(value as never) : value;
    }
    return object;
  });
}

/** An error as Prisma reports it for a raw statement. */
function asPrisma(error: unknown): unknown {
  if (!isDriverError(error)) return error;
  const { originalCode = 'N/A', originalMessage } = error.cause;
  const message = `Raw query failed. Code: \`${originalCode}\`. Message: \`${originalMessage ?? error.message}\``;
  return new Prisma.PrismaClientKnownRequestError(message, {
    code: 'P2010',
    clientVersion: Prisma.prismaVersion.client,
    meta: { driverAdapterError: error },
  });
}

function isDriverError(error: unknown): error is DriverAdapterError {
  return error instanceof Error && error.name === 'DriverAdapterError' && typeof error.cause === 'object';
}
