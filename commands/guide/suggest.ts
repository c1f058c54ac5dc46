import type { Call } from '../../src/dialogue/call.ts';
import type { Suggestion } from '../../src/dialogue/command.ts';
import { MIN_SUGGEST_LENGTH, type SearchSuggestion, suggestTitles } from '../../src/guide/search/suggest.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { type Place, readPlace } from './controls.ts';
import { guideFor, nameOfSection, readingOf, sourcesFor } from './here.ts';
import { placeOf } from './result.ts';

// What appears while one types about the guide. Nothing of it is stored, sent or counted.

/** Sections suggested for a search: more than people look through, and the way to all results stands below them. */
const SECTIONS = 10;

/** Sections that match the typed text; for an empty one, the articles that the person read last, then the others in order. */
export async function suggestArticles(call: Call, typed: string): Promise<Suggestion[]> {
  if (typed.trim().length < MIN_SUGGEST_LENGTH) return articlesInOrder(call, (slug) => slug);
  return suggestTitles(await sourcesFor(call), typed).map(({ document }) => ({
    name: nameOfSection(document, LIMITS.suggestion),
    value: document.id.length <= LIMITS.suggestion ? document.id : document.slug,
  }));
}

/**
 * Like {@link suggestArticles} for a search: its values say that they were chosen rather than typed, so that a word which happens
 * to name an article is still searched. The typed text itself is the last suggestion, or the first if nothing fits.
 */
export async function suggestSearch(call: Call, typed: string): Promise<Suggestion[]> {
  if (typed.trim().length < MIN_SUGGEST_LENGTH) return articlesInOrder(call, (slug) => `${slug}#`);
  const sections = suggestTitles(await sourcesFor(call), typed, SECTIONS).map((suggestion) => ({
    name: nameOfSection(suggestion.document, LIMITS.suggestion),
    value: chosenValue(suggestion),
  }));
  return [...sections, ...searchFor(call, typed.trim())];
}

/** The place that a suggestion of the search stands for; undefined for a query, and for a section that is gone. */
export async function chosenPlace(call: Call, query: string): Promise<Place | undefined> {
  if (!query.includes('#')) return undefined;
  const place = readPlace(query.trim());
  const article = (await guideFor(call)).articles.get(place.slug);
  const isThere = article && (!place.section || article.sections.some(({ id }) => id === place.section));
  return isThere ? place : undefined;
}

/** Where a suggested section opens, written as nobody would type it: with the `#` even if it is a whole article. */
function chosenValue({ document, matches }: SearchSuggestion): string {
  const place = placeOf(document, matches);
  const value = place.includes('#') ? place : place.replace(document.slug, `${document.slug}#`);
  return value.length <= LIMITS.suggestion ? value : `${document.slug}#`;
}

/** A suggestion to search for the typed text. A longer one than Discord's limit is searched as it is sent, without it. */
function searchFor({ t }: Call, typed: string): Suggestion[] {
  if (typed.length > LIMITS.suggestion) return [];
  const around = t('guide:search.for', { query: '' }).length;
  return [{ name: t('guide:search.for', { query: shorten(typed, LIMITS.suggestion - around) }), value: typed }];
}

async function articlesInOrder(call: Call, toValue: (slug: string) => string): Promise<Suggestion[]> {
  const { articles } = await guideFor(call);
  const { recent } = await readingOf(call);
  const slugs = new Set([...recent.map(({ article }) => article), ...articles.keys()]);
  return [...slugs].flatMap((slug) => {
    const article = articles.get(slug);
    return article ? [{ name: article.title, value: toValue(slug) }] : [];
  });
}
