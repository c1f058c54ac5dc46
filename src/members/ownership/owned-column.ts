import type { Drawing } from '../../checkins/cards/moments.ts';
import type { Tx } from '../../database/client.ts';
import type { Sealer } from '../../database/sealing.ts';

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

/** Which rows are read: a person may have very many. */
export interface Page {
  readonly skip: number;
  readonly take: number;
}

/** How one column with a person's id is exported and erased. */
export interface OwnedColumn {
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
  /** A page of the person's rows, readable, in an order that stays. */
  read(context: ExportContext, personId: string, page: Page): Promise<readonly object[]>;
  /** Returns how many rows it deleted or unlinked. `drawing`: for moments at which messages in channels disappear. */
  erase(tx: Tx, personId: string, drawing: Drawing): Promise<number>;
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
