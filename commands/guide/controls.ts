import { control } from '../../src/messages/control.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import { choiceParam, countParam, optionalParam, textParam, uuidParam } from '../../src/messages/params.ts';

/** Roles of a button. The ids in a message must differ, and the next article may also be a related one. */
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

  /** Shows another page, section or article in place of the button's message. */
  showPage: control('guide.show', {
    slug: textParam,
    section: optionalParam(textParam),
    page: countParam,
    way: choiceParam(ARTICLE_WAYS),
  }),
  /** Shows a section, or the whole article again. */
  chooseSection: control('guide.section', { slug: textParam }),
  /** Opens the chosen item of a list: an article, a section, or a ready-made message. */
  follow: control('guide.follow', {}),
  /** Asks whether to show an article to the channel, and does so. */
  share: control('guide.share', { slug: textParam, section: optionalParam(textParam) }),
  shareNow: control('guide.shareNow', { slug: textParam, section: optionalParam(textParam) }),
  /** Asks whether to put the question of an article to the channel, and does so. */
  discuss: control('guide.discuss', { slug: textParam }),
  discussNow: control('guide.discussNow', { slug: textParam }),
  shareNot: control('guide.shareNot', {}),
  /** Makes an article the theme of the next check-in. */
  weekTheme: control('guide.weekTheme', { slug: textParam }),
  anotherTip: control('guide.anotherTip', {}),

  /** Asks whether to forget the person's reading. */
  reset: control('guide.reset', {}),
  resetNow: control('guide.resetNow', {}),

  rate: control('guide.rate', ratingParams),
  why: control('guide.why', ratingParams),
  note: control('guide.note', ratingParams),

  /** Records whether a search result helped. */
  helped: control('guide.helped', { answer: helpfulParam, query: textParam }),
  /** Reports a gap in the guide to the moderators. */
  tell: control('guide.tell', { gap: uuidParam }),
  /** Asks the community instead. */
  ask: control('guide.ask', { gap: uuidParam }),
  askFound: control('guide.askFound', { gap: uuidParam }),
  askNow: control('guide.askNow', {}),
  /** The same two for a question that is not known yet: the form asks for it. */
  ownWords: control('guide.ownWords', { for: choiceParam(['community', 'moderators']) }),
  tellNow: control('guide.tellNow', {}),
};

/** Maximum characters of slug and section that always fit a custom id. Those of a community may be longer. */
const ROOM_FOR_SECTION = 75;
/** Maximum characters of a place, with its number of words, that always fit a custom id. */
const ROOM_FOR_PLACE = 80;

/** A section of an article if its id fits a control; otherwise the control opens the top of the article. */
export function carried(slug: string, section: string | undefined): string | undefined {
  return section !== undefined && slug.length + section.length <= ROOM_FOR_SECTION ? section : undefined;
}

/** Opens an article, or one of its sections, as a new private message. */
export function openLink(slug: string, section?: string): CustomId {
  const kept = carried(slug, section);
  return guideControls.open.with({ ref: kept === undefined ? slug : `${slug}#${kept}` });
}

/** A place in the guide: an article, a section of it, or the passage of either after a number of words. */
export interface Place {
  readonly slug: string;
  readonly section: string | undefined;
  readonly words: number | undefined;
}

/** Reads `slug`, `slug#section`, or what {@link refAt} wrote. */
export function readPlace(ref: string): Place {
  const [, place = ref, words] = /^(.*)~(\d{1,7})$/.exec(ref) ?? [];
  const [slug = '', section] = place.split('#');
  return { slug, section: section || undefined, words: words === undefined ? undefined : Number(words) };
}

/** A place in a text: `slug` or `slug#section`, and the number of words before it, as in `slug#section~120`. */
export function refAt(ref: string, words: number): string {
  const place = `${ref}~${words}`;
  return place.length <= ROOM_FOR_PLACE ? place : ref;
}

const TEMPLATE = 'template:';

/** A ready-made message in a list of places in the guide. */
export function templateRef(id: string): string {
  return `${TEMPLATE}${id}`;
}

/** Reads what {@link templateRef} wrote; undefined for a place in the guide. */
export function readTemplateRef(ref: string): string | undefined {
  return ref.startsWith(TEMPLATE) ? ref.slice(TEMPLATE.length) : undefined;
}
