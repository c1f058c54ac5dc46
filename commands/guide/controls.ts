import { control } from '../../src/messages/control.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import { countParam, optionalParam, textParam } from '../../src/messages/params.ts';

/** Opens an article as a new private message. `ref` is `slug`, `slug#section`, or a place of {@link refAt}. */
export const openSectionControl = control('guide.open', { ref: textParam });

/** Shows the contents of a part (of the whole guide if undefined) in place. */
export const contentsControl = control('guide.contents', { part: optionalParam(textParam), page: countParam });

/** Slug and section together, in characters, that surely fit a custom id. Those of a community may be longer. */
const ROOM_FOR_SECTION = 75;
/** Characters of a place that surely fit a custom id, with the number of words behind it. */
const ROOM_FOR_PLACE = 80;

/** A section of an article if its id can be carried by a control; else the control leads to the article's top. */
export function carried(slug: string, section: string | undefined): string | undefined {
  return section !== undefined && slug.length + section.length <= ROOM_FOR_SECTION ? section : undefined;
}

/** Opens an article, or one of its sections, as a new private message. */
export function openLink(slug: string, section?: string): CustomId {
  const kept = carried(slug, section);
  return openSectionControl.with({ ref: kept === undefined ? slug : `${slug}#${kept}` });
}

/** A place in a text: `slug` or `slug#section`, and how many words of it stand before, `slug#section~120`. */
export function refAt(ref: string, words: number): string {
  const place = `${ref}~${words}`;
  return place.length <= ROOM_FOR_PLACE ? place : ref;
}
