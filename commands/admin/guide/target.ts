import type { Call } from '../../../src/dialogue/call.ts';
import type { Suggestion } from '../../../src/dialogue/command.ts';
import type { Article } from '../../../src/guide/article.ts';
import { CONTENT_STATES, type ContentState } from '../../../src/kinds/content.ts';
import type { ContentItem } from '../../../src/library/content.ts';
import { fold } from '../../../src/text/words.ts';
import { findPiece, listPieces, PRESENT_STATES, sayingTyped, suggestPieces } from '../content/find.ts';
import { articles } from './articles.ts';

/** The article that a moderator means: one written by the community, or one of the guide's. */
export type Target =
  | { readonly type: 'item'; readonly item: ContentItem }
  | { readonly type: 'guide'; readonly article: Article };

interface Among {
  /** States of the community's own articles to include. */
  readonly states: readonly ContentState[];
  /** Whether to suggest the guide's articles too. */
  readonly guide: boolean;
}

export const PRESENT: Among = { states: PRESENT_STATES, guide: true };
export const OWN: Among = { states: PRESENT_STATES, guide: false };
export const EVER: Among = { states: CONTENT_STATES, guide: false };

/** Suggests articles by title: the community's own, removed ones last, then the guide's. */
export function suggestArticle({ states, guide }: Among): (call: Call, typed: string) => Promise<Suggestion[]> {
  return async (call, typed) => {
    const items = await listPieces(articles, call, states);
    const theirs = guide ? guideArticles(call, items) : [];
    const named = theirs.map(({ title, slug }) => ({ name: call.t('articles:ofGuide', { title }), value: slug }));
    return sayingTyped([...suggestPieces(articles, call, items), ...named], typed);
  };
}

/** An article by typed text: a suggestion's value, a title, or a slug. */
export async function findTarget(call: Call, typed: string, { states }: Among): Promise<Target | undefined> {
  const item = await findPiece(articles, call, typed, states);
  if (item) return { type: 'item', item };
  const wanted = fold(typed.trim());
  const article = guideArticles(call, []).find(({ title, slug }) => slug === wanted || fold(title) === wanted);
  return article && { type: 'guide', article };
}

/** The guide's articles, in the language of the person's client, that the community has not replaced in that language. */
function guideArticles({ services, person }: Call, items: readonly Pick<ContentItem, 'slug' | 'locale'>[]): Article[] {
  const replaced = new Set(items.filter(({ locale }) => locale === person.locale).map(({ slug }) => slug));
  return [...services.guides[person.locale].articles.values()].filter(({ slug }) => !replaced.has(slug));
}
