import type { Call } from '../../src/dialogue/call.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import { GUIDE_PARTS } from '../../src/guide/article.ts';
import type { Guide } from '../../src/guide/articles.ts';
import type { LocalGuide } from '../../src/guide/community/guides.ts';
import { findReading, type Reading } from '../../src/guide/reading/progress.ts';
import type { SearchDocument } from '../../src/guide/search/passages.ts';
import type { Source } from '../../src/guide/search/search.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { type CustomId, encodeId } from '../../src/messages/custom-id.ts';
import { countParam, optionalParam, textParam } from '../../src/messages/params.ts';

// What all files of the guide's dialogue share: ids of controls by the names of their actions (so that the files need not
// import each other in a circle), the guide itself, and the names of its parts.

/** Slug and section together, in characters, that surely fit a custom id. Those of a community may be longer. */
const roomForRef = 75;

/** A section of an article if its id can be carried by a control; else the control leads to the article's top. */
export function carried(slug: string, section: string | undefined): string | undefined {
  return section !== undefined && slug.length + section.length <= roomForRef ? section : undefined;
}

/** Opens an article or section as a new private message: the action `openSection` of `read.ts`. */
export function openLink(slug: string, section?: string): CustomId {
  const kept = carried(slug, section);
  return encodeId('guide.open', { ref: textParam }, { ref: kept === undefined ? slug : `${slug}#${kept}` });
}

export const contentsParams = { part: optionalParam(textParam), page: countParam };

/** Shows the contents of a part (of the whole guide if undefined) in place: the action `showContents` of `browse.ts`. */
export function contentsLink(part: string | undefined, page = 0): CustomId {
  return encodeId('guide.contents', contentsParams, { part, page });
}

/** The guide as it is read here, in the person's language or another: with what the community added, replaced and hid. */
export async function guideFor(call: Call, locale: Locale = call.person.locale): Promise<Guide> {
  return (await localGuide(call, locale)).guide;
}

/** What is searched here, in the person's language: the guide, and the community's articles. */
export async function sourcesFor(call: Call): Promise<readonly Source[]> {
  return (await localGuide(call, call.person.locale)).sources;
}

/** Without a database, the guide as it is everywhere. */
async function localGuide(call: Call, locale: Locale): Promise<LocalGuide> {
  const { communityGuides } = call.services;
  const { community } = call;
  const here = community && (await ifReachable(call, () => communityGuides.find(community.id, locale)));
  return here ?? communityGuides.find(undefined, locale);
}

/** What the person has read; nothing while the database is away. */
export async function readingOf(call: Call): Promise<Reading> {
  const reading = await ifReachable(call, () => findReading(call.services.db, call.person.id));
  return reading ?? { read: new Set(), recent: [] };
}

/** A section as lists name it: “Article › Section”. */
export function sectionName({ title, heading }: Pick<SearchDocument, 'title' | 'heading'>): string {
  return heading ? `${title} › ${heading}` : title;
}

/** The name of a part. */
export function partName({ t }: Pick<Call, 't'>, part: string): string {
  return t(`guide:parts.${GUIDE_PARTS.find((known) => known === part) ?? 'community'}`);
}

/** What a control says whose article is no longer there. */
export function goneText({ t, command }: Pick<Call, 't' | 'command'>): string {
  return t('guide:read.gone', { browse: command('guide.browse') });
}
