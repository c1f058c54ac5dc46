import type { Locale } from '../../i18n/locales.ts';
import { type Article, COMMUNITY_PART } from '../article.ts';
import type { Guide, GuidePart } from '../articles.ts';

/** An article that moderators wrote or hid, in one language. */
export interface Written {
  readonly slug: string;
  readonly locale: Locale;
  readonly state: 'published' | 'hidden';
  /** Undefined for a note that only hides an article of the guide. */
  readonly article: Article | undefined;
}

export interface Merged {
  readonly guide: Guide;
  /** Articles of the community's own. */
  readonly own: readonly Article[];
  /** Articles in place of the guide's of the same name. */
  readonly overriding: readonly Article[];
  /** Slugs of the guide's articles that are not shown here: replaced or hidden. */
  readonly left: ReadonlySet<string>;
}

/** An article with the name of one of the guide's takes its place, whatever its front matter says. */
export function placed(article: Article, { articles }: Pick<Guide, 'articles'>): Article {
  const replaced = articles.get(article.slug);
  return { ...article, part: replaced?.part ?? COMMUNITY_PART, order: replaced?.order ?? article.order };
}

/**
 * The guide as a community reads it: its own articles in a part after the others, its replacements in the original places, and
 * without those it hid. Includes articles it wrote only in the other language.
 */
export function mergeGuide(base: Guide, written: readonly Written[]): Merged {
  const here = written.filter(({ locale }) => locale === base.locale);
  const ofGuide = (one: Written) => base.articles.has(one.slug);
  const names = new Set(here.map(({ slug }) => slug));
  const foreign = written.filter((one) => one.locale !== base.locale && !ofGuide(one) && !names.has(one.slug));
  const shown = (list: readonly Written[]) =>
    list.flatMap(({ state, article }) => (state === 'published' && article ? [article] : []));
  const overriding = shown(here.filter(ofGuide));
  const own = shown([...here.filter((one) => !ofGuide(one)), ...foreign]).sort(
    (a, b) => a.order - b.order || a.title.localeCompare(b.title, base.locale) || (a.slug < b.slug ? -1 : 1),
  );
  const hidden = here.filter((one) => one.state === 'hidden' && ofGuide(one)).map(({ slug }) => slug);
  const replacing = new Map(overriding.map((article) => [article.slug, article]));
  const left = new Set([...hidden, ...replacing.keys()]);
  const inPlace = (article: Article): Article[] => {
    const other = replacing.get(article.slug);
    return other ? [other] : left.has(article.slug) ? [] : [article];
  };
  const parts = base.parts.map(
    ({ id, overview, articles }): GuidePart => ({
      id,
      overview: overview && inPlace(overview)[0],
      articles: articles.flatMap(inPlace),
    }),
  );
  const community: GuidePart = { id: COMMUNITY_PART, overview: undefined, articles: own };
  const filled = [...parts, community].filter(({ overview, articles }) => overview || articles.length > 0);
  const ordered = filled.flatMap(({ overview, articles }) => (overview ? [overview, ...articles] : articles));
  const articles = new Map(ordered.map((article) => [article.slug, article]));
  return { guide: { ...base, parts: filled, articles }, own, overriding, left };
}
