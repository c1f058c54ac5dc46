import { createHash } from 'node:crypto';
import { findAudit, recordAudit } from '../communities/audit.ts';
import type { PieceChange, PieceState } from '../communities/audit-pieces.ts';
import type { Undoing, UndoOutcome } from '../communities/undo.ts';
import type { Tx } from '../database/client.ts';
import { CONTENT_KINDS } from '../kinds/content.ts';
import { type ContentItem, type ContentScope, type ContentStore, findContent, lockScope, nameOf } from './content.ts';
import { addVersion } from './versions.ts';

export interface ContentConflict {
  /** Titles of pieces changed since. */
  readonly titles: readonly string[];
}

/** A piece as it is now, and its target state; `text` is undefined if the text stays. */
interface Step {
  readonly item: ContentItem;
  readonly change: PieceChange;
  readonly text: string | undefined;
  readonly state: ContentItem['state'];
}

/**
 * Undoes an audit entry about articles, templates or scenes, a single one or a whole import: an earlier text comes back as a new version,
 * and new pieces are removed. Nothing is lost, and the undo can itself be undone.
 */
export async function undoContent(
  store: ContentStore,
  communityId: string,
  { entryId, actorId, over }: Undoing,
): Promise<UndoOutcome<ContentConflict>> {
  return store.db.$transaction(async (tx): Promise<UndoOutcome<ContentConflict>> => {
    const entry = await findAudit(tx, communityId, entryId);
    const kind = CONTENT_KINDS.find((one) => entry?.action.startsWith(`${one}.`));
    if (!entry || !kind || entry.pieces.length === 0) return { type: 'gone' };
    const scope: ContentScope = { communityId, kind };
    await lockScope(tx, scope);
    const found: (Step | undefined)[] = [];
    for (const change of entry.pieces) found.push(await planStep(tx, scope, change));
    const steps = found.filter((step) => step !== undefined);
    if (steps.length < found.length) return { type: 'gone' };
    const todo = steps.filter(({ item, text, state }) => text !== undefined || item.state !== state);
    if (todo.length === 0) return { type: 'same' };
    const changed = todo.filter(({ item, change }) => !isSame(item, change.after));
    const mark = markOf(steps);
    if (changed.length > 0 && over !== mark)
      return { type: 'conflict', mark, titles: changed.map(({ item }) => nameOf(item)) };
    const pieces: PieceChange[] = [];
    for (const step of todo) pieces.push(await take({ ...store, db: tx }, step, actorId));
    const [only] = todo;
    const what = todo.length === 1 && only ? { title: nameOf(only.item) } : { count: todo.length };
    await recordAudit({ ...store, db: tx }, { communityId, actorId, action: `${kind}.undo`, after: what, pieces });
    return { type: 'undone' };
  });
}

async function planStep(tx: Tx, scope: ContentScope, change: PieceChange): Promise<Step | undefined> {
  const item = await findContent(tx, scope, change.id);
  if (!item) return undefined;
  if (change.before === null) return { item, change, text: undefined, state: 'removed' };
  const { version: number, state } = change.before;
  const key = { contentId_number: { contentId: item.id, number } };
  const earlier = await tx.communityContentVersion.findUnique({ where: key });
  return earlier ? { item, change, text: earlier.text === item.text ? undefined : earlier.text, state } : undefined;
}

async function take(
  writing: Pick<ContentStore, 'clock'> & { readonly db: Tx },
  { item, text, state }: Step,
  authorId: string,
): Promise<PieceChange> {
  const { id, version } = item;
  if (text === undefined) await writing.db.communityContent.update({ where: { id }, data: { state } });
  else await addVersion(writing, item, { text, authorId, state });
  const after = { version: text === undefined ? version : version + 1, state };
  return { id, before: { version, state: item.state }, after };
}

function isSame(a: PieceState, b: PieceState): boolean {
  return a.version === b.version && a.state === b.state;
}

/** Differs if any of the pieces does. */
function markOf(steps: readonly Step[]): string {
  const states = steps.map(({ item: { id, version, state } }) => [id, version, state]);
  return createHash('sha256').update(JSON.stringify(states)).digest('base64url').slice(0, 8);
}
