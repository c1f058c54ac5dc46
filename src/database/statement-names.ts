/** Names of statements that a server parses once per connection, instead of at every use. */
export interface StatementNames {
  /** The name for a use of the statement; undefined if it has none and is parsed again. */
  of(sql: string): string | undefined;
  /** Records that a statement failed; one that no longer fits its tables loses its name for good. */
  failed(sql: string, code: unknown): void;
}

export interface StatementNamesOptions {
  /** Maximum named statements: each connection keeps all of them for its lifetime, here and on the server. */
  readonly most?: number;
  /** The use from which on a statement has a name: some statements, such as those over a list of ids, are used once. */
  readonly from?: number;
}

/** Statements that are used again and again; all others are commands, run rarely. */
const REPEATED = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b/i;
/** Columns that may change in a deployment, when a newer process migrates the tables. */
const ALL_COLUMNS = /(?:\bSELECT|\bRETURNING|\.)\s*\*/i;
/** SQLSTATEs of a parsed statement that no longer fits: its columns changed, or the database has forgotten it. */
const OUTDATED: ReadonlySet<unknown> = new Set(['0A000', '26000']);

/** Whether a statement is worth being parsed once. */
export const isRepeated = (sql: string): boolean => REPEATED.test(sql);

/** Whether a failure means that a parsed statement no longer fits, by its SQLSTATE. */
export const isOutdated = (code: unknown): boolean => OUTDATED.has(code);

/** Chooses the statements that are worth a name: those used again and again. */
export function createStatementNames({ most = 500, from = 3 }: StatementNamesOptions = {}): StatementNames {
  const names = new Map<string, string | undefined>();
  const uses = new Map<string, number>();
  return {
    of(sql) {
      if (names.has(sql)) return names.get(sql);
      if (names.size >= most || !isRepeated(sql) || ALL_COLUMNS.test(sql)) return undefined;
      const count = (uses.get(sql) ?? 0) + 1;
      uses.delete(sql);
      if (count >= from) {
        names.set(sql, `granica_${names.size + 1}`);
        return names.get(sql);
      }
      uses.set(sql, count);
      for (const oldest of uses.keys()) {
        if (uses.size <= most) break;
        uses.delete(oldest);
      }
      return undefined;
    },
    failed(sql, code) {
      if (isOutdated(code) && names.has(sql)) names.set(sql, undefined);
    },
  };
}
