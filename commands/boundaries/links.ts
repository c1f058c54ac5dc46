import { type CustomId, encodeId } from '../../src/messages/custom-id.ts';

// Ids of controls whose handlers stand elsewhere, as in `template/links.ts`: their files need not import each other in a circle.

/** Shows the sheet to be edited: the action `showOverview` of `edit.ts`. */
export function editLink(): CustomId {
  return encodeId('boundaries.overview', {}, {});
}

/** Asks what a letter needs: the action `openDocument` of `document.ts`. */
export function documentLink(): CustomId {
  return encodeId('boundaries.letter', {}, {});
}
