import { type CustomId, encodeId } from '../../src/messages/custom-id.ts';
import { textParam } from '../../src/messages/params.ts';

// Ids of controls whose handlers stand elsewhere. Dialogues lead to one another (an article to a template, the template
// back to the article); by their names alone, their files need not import each other in a circle.

/** Opens a template's form: the action `openTemplate` of `use.ts`. */
export function templateLink(reference: string): CustomId {
  return encodeId('template.open', { id: textParam }, { id: reference });
}

/** Opens a section of the guide (`slug` or `slug#section`): the action `openSection` of `guide/read.ts`. */
export function sectionLink(ref: string): CustomId {
  return encodeId('guide.open', { ref: textParam }, { ref });
}
