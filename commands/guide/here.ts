import type { Call } from '../../src/dialogue/call.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import { GUIDE_PARTS } from '../../src/guide/article.ts';
import type { Guide } from '../../src/guide/articles.ts';
import type { LocalGuide } from '../../src/guide/community/guides.ts';
import { type ArticleReading, findReading } from '../../src/guide/reading/progress.ts';
import type { SearchDocument } from '../../src/guide/search/passages.ts';
import type { Source } from '../../src/guide/search/search.ts';
import type { Locale } from '../../src/i18n/locales.ts';

// The guide as the person has it before them here, and how its parts are called.

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
export async function readingOf(call: Call): Promise<ArticleReading> {
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
