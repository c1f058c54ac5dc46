import { control } from '../../src/messages/control.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import { choiceParam, countParam, optionalParam, textParam, uuidParam } from '../../src/messages/params.ts';

/** What a button stands for. No two ids of a message may be alike, and the next article may be a related one too. */
const ARTICLE_WAYS = ['page', 'before', 'after', 'link'] as const;
export type ArticleWay = (typeof ARTICLE_WAYS)[number];

/** Whether something helped. */
const helpfulParam = choiceParam(['yes', 'no']);
const ratingParams = { slug: textParam, answer: helpfulParam };

export const guideControls = {
  /** Opens an article as a new private message. `ref` is `slug`, `slug#section`, or a place of {@link refAt}. */
  open: control('guide.open', { ref: textParam }),
  /** Shows the contents of a part (of the whole guide if undefined) in place. */
  contents: control('guide.contents', { part: optionalParam(textParam), page: countParam }),
  choosePart: control('guide.part', {}),

  /** Shows another page, section or article in place of the one with the button. */
  showPage: control('guide.show', {
    slug: textParam,
    section: optionalParam(textParam),
    page: countParam,
    way: choiceParam(ARTICLE_WAYS),
  }),
  /** Shows a section, or the whole article again. */
  chooseSection: control('guide.section', { slug: textParam }),
  /** Follows an entry of a list of articles. */
  follow: control('guide.follow', {}),
  share: control('guide.share', { slug: textParam, section: optionalParam(textParam) }),
  anotherTip: control('guide.anotherTip', {}),

  /** Asks whether what was read is to be forgotten. */
  reset: control('guide.reset', {}),
  resetNow: control('guide.resetNow', {}),

  rate: control('guide.rate', ratingParams),
  why: control('guide.why', ratingParams),
  note: control('guide.note', ratingParams),

  /** Whether what a search found helped. */
  helped: control('guide.helped', { answer: helpfulParam, query: textParam }),
  /** Tells moderators what the guide has no answer for. */
  tell: control('guide.tell', { gap: uuidParam }),
  /** Asks the community instead. */
  ask: control('guide.ask', { gap: uuidParam }),
  askNow: control('guide.askNow', {}),
};

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
  return guideControls.open.with({ ref: kept === undefined ? slug : `${slug}#${kept}` });
}

/** A place in a text: `slug` or `slug#section`, and how many words of it stand before, `slug#section~120`. */
export function refAt(ref: string, words: number): string {
  const place = `${ref}~${words}`;
  return place.length <= ROOM_FOR_PLACE ? place : ref;
}
