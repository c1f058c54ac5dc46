/**
 * Columns that identify a row, in reading order, with their types. A row whose key changes during the reading may be read twice
 * or not at all.
 */
export type Key = Readonly<Record<string, 'text' | 'time' | 'number'>>;

interface Values {
  readonly text: string;
  readonly time: Date;
  readonly number: number;
}

/** The columns a row must have for reading to continue after it. */
export type Keyed<K extends Key> = { readonly [C in keyof K]: Values[K[C]] };

type Comparison<K extends Key> = { [C in keyof K]?: Values[K[C]] | { gt: Values[K[C]] } | { gte: Values[K[C]] } };

/** A page of rows, for Prisma's `findMany`; see {@link within}. */
export interface Page<K extends Key> {
  /** Condition for all rows after the last one read. */
  readonly after: (Comparison<K> | { OR: Comparison<K>[] })[];
  readonly orderBy: { [C in keyof K]?: 'asc' }[];
  readonly take: number;
}

/**
 * Reads rows page by page, each page after the last row of the previous one. Unlike with an offset or Prisma's cursor, every page
 * costs the same, and rows that come or go meanwhile neither repeat nor hide others, even if that last row itself is gone.
 *
 * @param read reads a page; see {@link within}
 */
export async function* inPages<const K extends Key, R extends Keyed<K>>(
  key: K,
  size: number,
  read: (page: Page<K>) => Promise<readonly R[]>,
): AsyncGenerator<readonly R[]> {
  for (let last: R | undefined; ; ) {
    const rows = await read(pageAfter(key, last, size));
    if (rows.length > 0) yield rows;
    last = rows.at(-1);
    if (rows.length < size) return;
  }
}

function pageAfter<K extends Key>(key: K, last: Keyed<K> | undefined, take: number): Page<K> {
  const columns = Object.keys(key) as (keyof K)[];
  const orderBy = columns.map((column) => ({ [column]: 'asc' }) as { [C in keyof K]?: 'asc' });
  return { after: last ? conditions(columns, last) : [], orderBy, take };
}

/** Arguments of `findMany` for a page of the rows matching `where`. */
export function within<const W extends object, K extends Key>(
  { after, orderBy, take }: Page<K>,
  where: W,
): { where: W & { AND: Page<K>['after'] }; orderBy: Page<K>['orderBy']; take: number } {
  return { where: { ...where, AND: after }, orderBy, take };
}

/** `(a, b, …) > last` in Prisma's terms. The first condition is redundant, but lets the index be used. */
function conditions<K extends Key>(columns: readonly (keyof K)[], last: Keyed<K>): Page<K>['after'] {
  const compare = (column: keyof K, how: 'gt' | 'gte' | 'equals') =>
    ({ [column]: how === 'equals' ? last[column] : { [how]: last[column] } }) as Comparison<K>;
  const [first] = columns;
  if (first === undefined) return [];
  if (columns.length === 1) return [compare(first, 'gt')];
  const later = columns.map((column, index) =>
    Object.assign({}, ...columns.slice(0, index).map((before) => compare(before, 'equals')), compare(column, 'gt')),
  );
  return [compare(first, 'gte'), { OR: later }];
}
