import type { Tx } from '../../database/client.ts';
import type { Locale } from '../../i18n/locales.ts';
import { findNamed } from '../../library/content.ts';
import type { Article } from '../article.ts';
import type { Guide } from '../articles.ts';
import { parseLongArticle } from '../parse-aside.ts';
import { placed } from './merge.ts';

/**
 * One article as a community has it, without reading all others: its own version, else the guide's; undefined if it is hidden
 * there. What a message of a check-in needs.
 */
export async function articleHere(
  { db, guides }: { readonly db: Tx; readonly guides: Readonly<Record<Locale, Guide>> },
  communityId: string,
  locale: Locale,
  slug: string,
): Promise<Article | undefined> {
  const ofGuide = guides[locale].articles.get(slug);
  const item = await findNamed(db, { communityId, kind: 'article' }, { slug, locale });
  if (!item || item.state === 'removed') return ofGuide;
  if (item.state === 'hidden') return undefined;
  const parsed = await parseLongArticle(item.text, { file: `${slug}.md`, slug, community: 'as-read' });
  return parsed.ok ? placed(parsed.article, guides[locale]) : ofGuide;
}
