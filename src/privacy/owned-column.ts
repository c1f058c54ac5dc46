import type { Drawing } from '../checkins/cards/moments.ts';
import type { Tx } from '../database/client.ts';
import { inPages, type Key, type Keyed, type Page } from '../database/keyset.ts';
import type { Sealer } from '../database/sealing.ts';

/** What members are told about together: the parts of `/privacy show`, of PRIVACY.md and of the report after an erasure. */
export const PRIVACY_TOPICS = [
  'settings',
  'boundaries',
  'violations',
  'checkins',
  'templates',
  'guide',
  'assistant',
  'notices',
  'discussion',
  'contributions',
] as const;

export type PrivacyTopic = (typeof PRIVACY_TOPICS)[number];

/** Reads and decrypts what a person is to be given. */
export interface ExportContext {
  readonly db: Tx;
  readonly sealer: Pick<Sealer, 'open'>;
}

/** How one column with a person's id is exported and erased. */
interface Owned {
  /** Model of prisma/schema.prisma. */
  readonly table: string;
  /** Its column with the person's id. */
  readonly column: string;
  readonly topic: PrivacyTopic;
  /** Erasing deletes the row, or only takes the person out of what a community keeps. */
  readonly erasing: 'delete' | 'unlink';
  /** Sums of what stands elsewhere: exported and erased as well, but not told as something of its own. */
  readonly derived?: true;
  count(db: Tx, personId: string): Promise<number>;
  /** Returns how many rows it deleted or unlinked. `drawing`: for moments at which messages in channels disappear. */
  erase(tx: Tx, personId: string, drawing: Drawing): Promise<number>;
}

/** As it stands in the registry. */
interface OwnedDefinition<K extends Key> extends Owned {
  /** What tells a person's rows apart, in the order of the export. An index begins with the person and the first of it. */
  readonly key: K;
  /** A page of the person's rows, readable. */
  readPage(context: ExportContext, personId: string, page: Page<K>): Promise<readonly Keyed<K>[]>;
}

export interface OwnedColumn extends Owned {
  /** Columns in whose order rows are read. */
  readonly key: readonly string[];
  /** All rows of the person, readable; read in pages, because a person may have very many. */
  read(context: ExportContext, personId: string): AsyncGenerator<object>;
}

/** Rows that are read at once; some hold whole articles. */
const PAGE = 100;

export function ownedColumn<const K extends Key>({ key, readPage, ...owned }: OwnedDefinition<K>): OwnedColumn {
  return {
    ...owned,
    key: Object.keys(key),
    async *read(context, personId) {
      for await (const rows of inPages(key, PAGE, (page) => readPage(context, personId, page))) yield* rows;
    },
  };
}

/** Rows a statement, where a person may have very many. */
const AT_ONCE = 500;

/**
 * Erases in short statements of one transaction: the embedded database works in this very thread, and between two of them the
 * rest of the bot has its turn.
 */
export async function inParts(erase: (limit: number) => Promise<{ readonly count: number }>): Promise<number> {
  let total = 0;
  for (let count = AT_ONCE; count === AT_ONCE; total += count) ({ count } = await erase(AT_ONCE));
  return total;
}
