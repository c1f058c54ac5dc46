import { findAudit, recordAudit } from '../../communities/audit.ts';
import type { Undoing, UndoOutcome } from '../../communities/undo.ts';
import type { Db } from '../../database/client.ts';
import type { Clock } from '../../time/clock.ts';
import { type Bearer, blockBearer, type HashPerson, unblockBearer } from './blocks.ts';

export interface BlockContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly hashPerson: HashPerson;
}

export interface BlockChange {
  readonly communityId: string;
  /** The moderator (snowflake). */
  readonly actorId: string;
  readonly bearer: Bearer;
  readonly what: 'block' | 'unblock';
}

/** Blocks or unblocks a pseudonym and records it in the audit trail. @returns false if there is nothing to change */
export async function changeBlock(
  { db, clock, hashPerson }: BlockContext,
  { communityId, actorId, bearer, what }: BlockChange,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const changed =
      what === 'block'
        ? await blockBearer({ tx, clock, hashPerson }, communityId, bearer)
        : await unblockBearer(tx, communityId, bearer);
    if (!changed) return false;
    const { pseudonym, day } = bearer;
    const names = what === 'block' ? { after: { pseudonym, day } } : { before: { pseudonym, day } };
    await recordAudit({ db: tx, clock }, { communityId, actorId, action: `share.${what}`, ...names });
    return true;
  });
}

/** Undoes blocking or unblocking a pseudonym. Its member is never revealed; a pseudonym deleted meanwhile counts as gone. */
export async function undoBlock(
  context: BlockContext,
  communityId: string,
  { entryId, actorId }: Undoing,
): Promise<UndoOutcome<object>> {
  const entry = await findAudit(context.db, communityId, entryId);
  const was = entry?.action === 'share.block' ? 'block' : 'unblock';
  const names = was === 'block' ? entry?.after : entry?.before;
  const [pseudonym, day] = [names?.pseudonym, names?.day];
  if (!entry || typeof pseudonym !== 'string' || typeof day !== 'string') return { type: 'gone' };
  const what = was === 'block' ? 'unblock' : 'block';
  if (await changeBlock(context, { communityId, actorId, bearer: { pseudonym, day }, what })) return { type: 'undone' };
  const blocked = await context.db.anonymousBlock.count({ where: { communityId, pseudonym, day } });
  return { type: blocked > 0 === (what === 'block') ? 'same' : 'gone' };
}
