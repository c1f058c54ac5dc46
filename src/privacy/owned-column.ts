import type { Drawing } from '../checkins/cards/moments.ts';
import type { Tx } from '../database/client.ts';
import { inPages, type Key, type Keyed, type Page, within } from '../database/keyset.ts';
import { type ColumnOf, rowsOf, type Table } from '../database/rows.ts';
import { SEALED_COLUMNS } from '../database/sealed-columns.ts';
import type { Sealer } from '../database/sealing.ts';
import { parseJson, UNREADABLE } from '../text/unreadable.ts';

/** Topics under which members see their data: in `/privacy show`, PRIVACY.md and the report after an erasure. */
export const PRIVACY_TOPICS = [
  'settings',
  'boundaries',
  'violations',
  'checkins',
  'templates',
  'guide',
  'practice',
  'assistant',
  'notices',
  'discussion',
  'shares',
  'contributions',
] as const;

export type PrivacyTopic = (typeof PRIVACY_TOPICS)[number];

/** Reads and decrypts the data for a person. */
export interface ExportContext {
  readonly db: Tx;
  readonly sealer: Pick<Sealer, 'open'>;
}

/** Entry of the registry: a column with a person's id. */
interface Entry<C extends string> {
  readonly topic: PrivacyTopic;
  /** Columns that identify a person's rows, in export order. An index starts with the person and the first of them. */
  readonly key: { readonly [K in C]?: Key[string] };
  /** Text columns that contain JSON, which is exported parsed. */
  readonly json?: readonly C[];
  /** Set if erasing only removes the person from a row that the community keeps; otherwise the row is deleted. */
  readonly erasing?: 'unlink';
  /** Set for sums of other rows: exported and erased too, but not listed separately. */
  readonly derived?: true;
  /** Erases the rows (through `erase`) and what depends on them. `drawing` picks the moments at which channel messages disappear. */
  along?(tx: Tx, personId: string, erase: () => Promise<number>, drawing: Drawing): Promise<number>;
}

/** How one column with a person's id is exported and erased. */
export interface OwnedColumn {
  /** Model of prisma/schema.prisma. */
  readonly table: string;
  /** Its column with the person's id. */
  readonly column: string;
  /** Columns by which rows are ordered. */
  readonly key: readonly string[];
  readonly topic: PrivacyTopic;
  readonly erasing: 'delete' | 'unlink';
  readonly derived: boolean;
  count(db: Tx, personId: string): Promise<number>;
  /** All rows of the person, decrypted; read in pages, because a person may have very many. */
  read(context: ExportContext, personId: string): AsyncGenerator<object>;
  /** Returns the number of deleted or unlinked rows. */
  erase(tx: Tx, personId: string, drawing: Drawing): Promise<number>;
}

/** Rows per page of the export; some contain whole articles. */
const PAGE = 100;
/** Rows per statement of an erasure, as a person may have very many; more if several share the first column of their key. */
const AT_ONCE = 500;

/** Makes an entry of the registry from what is particular to the column. */
export function owned<T extends Table>(
  table: T,
  column: ColumnOf<T>,
  { topic, key, json = [], erasing, derived, along = (_tx, _personId, erase) => erase() }: Entry<ColumnOf<T>>,
): OwnedColumn {
  const open = ({ sealer }: ExportContext, row: Keyed<Key>) => {
    const opened: Readonly<Record<string, unknown>> = isSealed(table) ? sealer.open(table, row as never) : row;
    return { ...opened, ...Object.fromEntries(json.map((name) => [name, parsed(opened[name])])) };
  };
  return {
    table,
    column,
    key: Object.keys(key),
    topic,
    erasing: erasing ?? 'delete',
    derived: derived ?? false,
    count: (db, personId) => rowsOf(db, table).count({ where: { [column]: personId } }),
    async *read(context, personId) {
      const readPage = (page: Page<Key>) =>
        rowsOf(context.db, table).findMany<Keyed<Key>>(within(page, { [column]: personId }));
      for await (const rows of inPages(key as Key, PAGE, readPage)) yield* rows.map((row) => open(context, row));
    },
    erase(tx, personId, drawing) {
      const rows = rowsOf(tx, table);
      const eraseSome = (where: object) =>
        erasing === 'unlink' ? rows.updateMany({ where, data: { [column]: null } }) : rows.deleteMany({ where });
      const person = { [column]: personId };
      const first = Object.keys(key).find((name) => name !== column);
      const eraseAll = async () => (await eraseSome(person)).count;
      // If the key has no other column, a table has one row per person.
      return along(tx, personId, first ? () => inParts(rows, person, first, eraseSome) : eraseAll, drawing);
    },
  };
}

/**
 * Erases in short statements of one transaction: the embedded database works in this very thread, and other work of the bot
 * runs between two of them. Each continues where the last one stopped: until the transaction ends, erased rows are still in the
 * index, and searching for "the next 500" from its start would pass over all of them each time.
 *
 * @param first the column after the person in an index
 */
async function inParts(
  rows: ReturnType<typeof rowsOf>,
  person: object,
  first: string,
  erase: (where: object) => Promise<{ readonly count: number }>,
): Promise<number> {
  let total = 0;
  for (let from = {}; ; ) {
    const where = { ...person, [first]: from };
    const [last] = await rows.findMany<Readonly<Record<string, unknown>>>({
      where,
      orderBy: [{ [first]: 'asc' }],
      skip: AT_ONCE - 1,
      take: 1,
    });
    const to = last === undefined ? {} : { lte: last[first] };
    total += (await erase({ ...person, [first]: { ...from, ...to } })).count;
    if (last === undefined) return total;
    from = { gt: last[first] };
  }
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  const read = parseJson(text, (value) => ({ value }));
  return read ? read.value : UNREADABLE;
}

const isSealed = (table: string): table is keyof typeof SEALED_COLUMNS => table in SEALED_COLUMNS;
