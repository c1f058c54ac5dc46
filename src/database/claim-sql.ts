import type { SqlQuery } from '@prisma/driver-adapter-utils';

/** What only looks like SQL: texts, quoted names and comments. */
const QUOTED =
  /\bE'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]*)\$.*?\$\1\$|--[^\n]*|\/\*.*?\*\//gis;
const FIRST_WORD = /^(?:\s|--[^\n]*\n|\/\*.*?\*\/)*([A-Za-z]+)/s;
const LEADING_WITH = /^((?:\s|--[^\n]*\n|\/\*.*?\*\/)*)WITH\s+(RECURSIVE\s+)?/is;
/** `SELECT … FOR UPDATE` locks and writes nothing. */
const WRITING_PART = /\b(?:INSERT|DELETE|MERGE|(?<!\bFOR\s+)(?<!\bFOR\s+NO\s+KEY\s+)UPDATE)\b/i;

/** Whether a statement writes: by its first word or, after `WITH`, by any part of it. */
export function isWrite(sql: string): boolean {
  const first = FIRST_WORD.exec(sql)?.[1]?.toUpperCase();
  if (first === 'INSERT' || first === 'UPDATE' || first === 'DELETE' || first === 'MERGE') return true;
  return first === 'WITH' && WRITING_PART.test(sql.replace(QUOTED, ' '));
}

/** Who claims an interaction. */
export interface ClaimValues {
  readonly interactionId: string;
  readonly process: string;
}

/** The constraint that refuses a second claim. */
const CONSTRAINT = 'HandledInteraction_pkey';

/** A writing statement that also stores the claim on its interaction: PostgreSQL does both, or neither. */
export function withClaim(query: SqlQuery, { interactionId, process }: ClaimValues): SqlQuery {
  const { sql, args, argTypes } = query;
  const claim = `"claimed interaction" AS (INSERT INTO "HandledInteraction" ("id", "process") VALUES ($${args.length + 1}, $${args.length + 2}))`;
  const leading = LEADING_WITH.exec(sql);
  return {
    sql: leading
      ? `${leading[1]}WITH ${leading[2] ?? ''}${claim}, ${sql.slice(leading[0].length)}`
      : `WITH ${claim} ${sql}`,
    args: [...args, interactionId, process],
    argTypes: [...argTypes, { scalarType: 'string', arity: 'scalar' }, { scalarType: 'uuid', arity: 'scalar' }],
  };
}

/** Whether PostgreSQL refused a statement because another process has the interaction. */
export function isRefusedClaim(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { originalCode, originalMessage } = (error.cause ?? {}) as Readonly<Record<string, unknown>>;
  return originalCode === '23505' && String(originalMessage).includes(CONSTRAINT);
}
