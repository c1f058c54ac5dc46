import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface SchemaColumn {
  readonly table: string;
  readonly column: string;
  /** The comment above it, of `///` lines. */
  readonly comment: string;
}

/** All columns of prisma/schema.prisma with their comments (the generated client knows no comments). */
export function schemaColumns(source = readSchema()): SchemaColumn[] {
  const columns: SchemaColumn[] = [];
  let table: string | undefined;
  let comment: string[] = [];
  for (const line of source.split('\n').map((each) => each.trim())) {
    const model = /^model (\w+) \{$/.exec(line);
    const field = /^(\w+)\s+\w+(?:\[\])?\??/.exec(line);
    if (model) table = model[1];
    else if (line === '}') table = undefined;
    else if (line.startsWith('///')) {
      comment.push(line.slice(3).trim());
      continue;
    } else if (table && field?.[1]) columns.push({ table, column: field[1], comment: comment.join(' ') });
    comment = [];
  }
  return columns;
}

/**
 * Whether a column names a person: by its name (`personId`, `authorId`, `memberId`, `userId`, `moderatorId`, `actorId`, `…By`)
 * or because its comment says so ("the member (snowflake)").
 */
export function namesPerson({ column, comment }: SchemaColumn): boolean {
  return (
    /^(?:person|author|member|user|moderator|actor|owner)Id$|By(?:Id)?$/.test(column) ||
    /\b(?:person|author|member|user|moderator|whoever|somebody)\b(?:'s|’s)?\s*\(snowflake\)/i.test(comment)
  );
}

function readSchema(): string {
  return readFileSync(fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url)), 'utf8');
}
