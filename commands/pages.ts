import type { Call } from '../src/dialogue/call.ts';
import type { CustomId } from '../src/messages/custom-id.ts';
import { type Block, buttons } from '../src/messages/reply.ts';

export interface PageOf<T> {
  readonly shown: readonly T[];
  /** From 0. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
}

type Place = Omit<PageOf<unknown>, 'shown'>;
type TurnTo = (page: number) => CustomId;

/** A page of a list; the last one if the list has become too short. */
export function pageOf<T>(entries: readonly T[], wanted: number, size: number): PageOf<T> {
  const pages = Math.max(1, Math.ceil(entries.length / size));
  const page = Math.min(wanted, pages - 1);
  return { shown: entries.slice(page * size, (page + 1) * size), page, pages };
}

/** The page's number in a list, and buttons to its neighbours; nothing for a single page. */
export function turningBlocks({ t }: Pick<Call, 't'>, place: Place, turnTo: TurnTo): (string | Block)[] {
  const said = t('common:page', { page: place.page + 1, pages: place.pages });
  return turning(said, place, turnTo, [t('common:previous'), t('common:next')]);
}

/** Like {@link turningBlocks}, for the pages of a text. */
export function turningPages({ t }: Pick<Call, 't'>, place: Place, turnTo: TurnTo): (string | Block)[] {
  const said = `-# ${t('guide:read.page', { page: place.page + 1, pages: place.pages })}`;
  return turning(said, place, turnTo, [t('guide:read.previousPage'), t('guide:read.nextPage')]);
}

function turning(
  said: string,
  { page, pages }: Place,
  turnTo: TurnTo,
  [previous, next]: readonly [string, string],
): (string | Block)[] {
  if (pages === 1) return [];
  const turn = (to: number, label: string) => ({
    label,
    does: turnTo(Math.max(0, to)),
    disabled: to < 0 || to >= pages,
  });
  return [said, buttons(turn(page - 1, previous), turn(page + 1, next))];
}
