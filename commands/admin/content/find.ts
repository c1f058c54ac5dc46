import type { Call } from '../../../src/dialogue/call.ts';
import type { Suggestion } from '../../../src/dialogue/command.ts';
import type { ContentState } from '../../../src/kinds/content.ts';
import { type ContentHead, type ContentItem, findContent, listHeads } from '../../../src/library/content.ts';
import { isUuid } from '../../../src/messages/params.ts';
import { fold } from '../../../src/text/words.ts';
import type { ContentDialogue } from './content.ts';

/** States of pieces that readers see, or that are only hidden from them. */
export const PRESENT_STATES: readonly ContentState[] = ['published', 'hidden'];

/** All pieces in these states written by moderators, by name. */
export async function listPieces(content: ContentDialogue, call: Call, states: readonly ContentState[]) {
  const heads = await listHeads(call.services.db, content.scope(call), states);
  return heads.filter(({ head }) => !content.isNote?.(head));
}

/** Suggests pieces by title, removed ones last. */
export function suggestPieces(content: ContentDialogue, call: Call, pieces: readonly ContentHead[]): Suggestion[] {
  return pieces
    .toSorted((a, b) => Number(a.state === 'removed') - Number(b.state === 'removed'))
    .map(({ id, head, slug, locale, state }) => {
      const title = `${content.titleIn(head) ?? slug} (${locale})`;
      return { name: state === 'published' ? title : content.say(call, `${state}Name`, { title }), value: id };
    });
}

/** The suggestions that match the typed text. */
export function sayingTyped(suggestions: readonly Suggestion[], typed: string): Suggestion[] {
  const wanted = fold(typed.trim());
  return suggestions.filter(({ name }) => fold(name).includes(wanted));
}

/** A piece by typed text: a suggestion's value, a title, or a name. */
export async function findPiece(
  content: ContentDialogue,
  call: Call,
  typed: string,
  states: readonly ContentState[],
): Promise<ContentItem | undefined> {
  const find = async (id: string) => {
    const item = await findContent(call.services.db, content.scope(call), id);
    return item && states.includes(item.state) && !content.isNote?.(item.text) ? item : undefined;
  };
  const id = typed.trim();
  // A suggestion's value needs no search by title.
  const chosen = isUuid(id) ? await find(id) : undefined;
  if (chosen) return chosen;
  const wanted = fold(id);
  const pieces = await listPieces(content, call, states);
  const named = ({ head, slug }: ContentHead) => fold(content.titleIn(head) ?? slug) === wanted || slug === wanted;
  const piece = pieces.find((one) => one.state !== 'removed' && named(one)) ?? pieces.find(named);
  return piece && find(piece.id);
}
