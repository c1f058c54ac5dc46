import type { Call } from '../../src/dialogue/call.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import { GUIDE_PARTS } from '../../src/guide/article.ts';
import type { Guide } from '../../src/guide/articles.ts';
import type { LocalGuide } from '../../src/guide/community/guides.ts';
import { type ArticleReading, findReading } from '../../src/guide/reading/progress.ts';
import type { Source } from '../../src/guide/search/by-words.ts';
import type { SearchDocument } from '../../src/guide/search/passages.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { shorten } from '../../src/messages/limits.ts';

// The guide in the current community, and the names of its parts.

/**
 * The guide in this community, in the person's language or another: with the community's additions, replacements and hidden
 * articles.
 */
export async function guideFor(call: Call, locale: Locale = call.person.locale): Promise<Guide> {
  return (await localGuide(call, locale)).guide;
}

/** The sources of a search here, in the person's language: the guide, and the community's articles. */
export async function sourcesFor(call: Call): Promise<readonly Source[]> {
  return (await localGuide(call)).sources;
}

/** The guide as it is read and searched here, in the person's language or another. Without a database, the guide without a community's changes. */
export async function localGuide(call: Call, locale: Locale = call.person.locale): Promise<LocalGuide> {
  const { communityGuides } = call.services;
  const { community } = call;
  const here = community && (await ifReachable(call, () => communityGuides.find(community.id, locale)));
  return here ?? communityGuides.find(undefined, locale);
}

/** The person's reading; empty while the database is away. */
export async function readingOf(call: Call): Promise<ArticleReading> {
  const reading = await ifReachable(call, () => findReading(call.services, call.person.id));
  return reading ?? { read: new Set(), recent: [] };
}

/** A section's name in lists: “Article › Section”. */
export function sectionName({ title, heading }: Pick<SearchDocument, 'title' | 'heading'>): string {
  return heading ? `${title} › ${heading}` : title;
}

/** Characters of an article's title that a short name keeps: beside them the longest heading fits a suggestion. */
const TITLE_KEPT = 17;

/** A section's name within a limit: the article's title gives way, since the heading tells one section from the next. */
export function nameOfSection({ title, heading }: Pick<SearchDocument, 'title' | 'heading'>, limit: number): string {
  if (heading === undefined) return shorten(title, limit);
  const around = sectionName({ title: '', heading }).length;
  return shorten(sectionName({ title: shorten(title, Math.max(TITLE_KEPT, limit - around)), heading }), limit);
}

/** The name of a part. */
export function partName({ t }: Pick<Call, 't'>, part: string): string {
  return t(`guide:parts.${GUIDE_PARTS.find((known) => known === part) ?? 'community'}`);
}

/** The answer of a control whose article no longer exists. */
export function goneText({ t, command }: Pick<Call, 't' | 'command'>): string {
  return t('guide:read.gone', { browse: command('guide.browse') });
}
