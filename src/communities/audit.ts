import type { Tx } from '../database/client.ts';
import { type Clock, dateOf } from '../time/clock.ts';
import {
  type AuditAction,
  type AuditField,
  type AuditGroup,
  type AuditValues,
  readAction,
  readValues,
} from './audit-actions.ts';
import { type PieceChange, readPieces } from './audit-pieces.ts';

/** A moderator's action. Give `before` and `after` the same fields; unchanged fields are not recorded. */
export interface AuditRecord {
  readonly communityId: string;
  /** The moderator (snowflake). */
  readonly actorId: string;
  readonly action: AuditAction;
  readonly before?: AuditValues;
  readonly after?: AuditValues;
  /** The pieces of content that it changed, so that it can be undone. */
  readonly pieces?: readonly PieceChange[];
}

export interface AuditEntry extends Omit<AuditRecord, 'actorId' | 'pieces'> {
  readonly id: string;
  /** Undefined once the moderator's data were erased. */
  readonly actorId: string | undefined;
  readonly pieces: readonly PieceChange[];
  readonly createdAt: Date;
}

interface Writing {
  /** The transaction of the change: both are stored, or neither is. */
  readonly db: Tx;
  readonly clock: Clock;
}

/** Records a moderator's action. A change that changes nothing leaves no entry. */
export async function recordAudit({ db, clock }: Writing, record: AuditRecord): Promise<void> {
  const { communityId, actorId, action, pieces } = record;
  const { before, after } = differences(record);
  if (record.before && record.after && before === undefined && after === undefined) return;
  await db.auditEntry.create({
    data: {
      communityId,
      actorId,
      action,
      before: before ? JSON.stringify(before) : null,
      after: after ? JSON.stringify(after) : null,
      pieces: pieces ? JSON.stringify(pieces) : null,
      createdAt: dateOf(clock),
    },
  });
}

/** What identifies an entry stays, changed or not. */
const NAMING: readonly AuditField[] = ['title', 'day'];

function differences({ before, after }: Pick<AuditRecord, 'before' | 'after'>) {
  if (!before || !after) return { before, after };
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as AuditField[];
  const changed = keys.filter((key) => before[key] !== after[key]);
  if (changed.length === 0) return { before: undefined, after: undefined };
  const pick = (values: AuditValues): AuditValues =>
    Object.fromEntries(
      keys.filter((key) => changed.includes(key) || NAMING.includes(key)).map((key) => [key, values[key] ?? null]),
    );
  return { before: pick(before), after: pick(after) };
}

/** Filter of entries. */
export interface AuditFilter {
  readonly group?: AuditGroup | undefined;
  readonly actorId?: string | undefined;
  readonly since?: Date | undefined;
}

/** Entries of a community, newest first, and their total number. */
export async function listAudit(
  db: Tx,
  communityId: string,
  filter: AuditFilter,
  { skip, take }: { readonly skip: number; readonly take: number },
): Promise<{ readonly entries: AuditEntry[]; readonly total: number }> {
  const where = {
    communityId,
    ...(filter.group ? { action: { startsWith: `${filter.group}.` } } : {}),
    ...(filter.actorId ? { actorId: filter.actorId } : {}),
    ...(filter.since ? { createdAt: { gte: filter.since } } : {}),
  };
  const total = await db.auditEntry.count({ where });
  const orderBy = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];
  const rows = await db.auditEntry.findMany({ where, orderBy, skip, take });
  return { entries: rows.map(toEntry), total };
}

/** One entry of a community. */
export async function findAudit(db: Tx, communityId: string, id: string): Promise<AuditEntry | undefined> {
  const row = await db.auditEntry.findFirst({ where: { id, communityId } });
  return row ? toEntry(row) : undefined;
}

/** The last entry that changed a setting, which shows who changed it first. */
export async function findLastChange(db: Tx, communityId: string, field: string): Promise<AuditEntry | undefined> {
  const row = await db.auditEntry.findFirst({
    where: { communityId, action: { startsWith: 'settings.' }, after: { contains: `"${field}":` } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return row ? toEntry(row) : undefined;
}

type Row = Awaited<ReturnType<Tx['auditEntry']['findFirstOrThrow']>>;

function toEntry({ id, communityId, actorId, action, before, after, pieces, createdAt }: Row): AuditEntry {
  const [earlier, later] = [readValues(before), readValues(after)];
  return {
    id,
    communityId,
    actorId: actorId ?? undefined,
    action: readAction(action),
    ...(earlier ? { before: earlier } : {}),
    ...(later ? { after: later } : {}),
    pieces: readPieces(pieces),
    createdAt,
  };
}
