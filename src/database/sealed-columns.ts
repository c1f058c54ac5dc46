/**
 * Every column with members' free text, by table: it is encrypted at rest if there is a DATA_KEY. `key` is the table's primary
 * key; it is authenticated with the text, so that a ciphertext cannot be moved to another row. `npm run rotate-key` goes through
 * this list, and the type of `Sealer` follows from it.
 */
export const SEALED_COLUMNS = {
  Violation: { key: 'id', columns: ['story', 'clientLabel', 'nextStep', 'history'] },
  Secret: { key: 'name', columns: ['value'] },
  TemplateDraft: { key: 'id', columns: ['values'] },
  TemplateMemory: { key: 'personId', columns: ['values'] },
  OwnTemplate: { key: 'id', columns: ['title', 'text'] },
  ArticleRating: { key: 'id', columns: ['note'] },
  CheckinAnswer: { key: 'id', columns: ['boundary', 'helped'] },
  Card: { key: 'id', columns: ['story', 'learned'] },
  CardAdvice: { key: 'id', columns: ['text'] },
  CardReport: { key: 'id', columns: ['reason'] },
  SearchGap: { key: 'id', columns: ['query'] },
  Notice: { key: 'id', columns: ['payload'] },
  BoundarySheet: {
    key: 'personId',
    columns: ['hours', 'contact', 'scope', 'payment', 'away', 'focus', 'draft'],
  },
} as const satisfies Record<string, SealedTable>;

interface SealedTable {
  readonly key: string;
  readonly columns: readonly string[];
}

export type SealedTableName = keyof typeof SEALED_COLUMNS;

/** Name of a sealed table's primary key. */
export type SealedKey<T extends SealedTableName> = (typeof SEALED_COLUMNS)[T]['key'];

/** Names of a table's sealed columns. */
export type SealedColumn<T extends SealedTableName> = (typeof SEALED_COLUMNS)[T]['columns'][number];

/** The list as plain data, for code that iterates over it. */
export function listSealedTables(): ({ readonly table: string } & SealedTable)[] {
  return Object.entries(SEALED_COLUMNS).map(([table, sealed]) => ({ table, ...sealed }));
}
