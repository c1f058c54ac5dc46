import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import type { Suggestion } from '../../../src/dialogue/command.ts';
import type { Article } from '../../../src/guide/article.ts';
import { isNote } from '../../../src/guide/community/write.ts';
import { titleIn } from '../../../src/guide/front-matter.ts';
import { parseArticle } from '../../../src/guide/parse.ts';
import { CONTENT_STATES, type ContentState } from '../../../src/kinds/content.ts';
import {
  type ContentHead,
  type ContentItem,
  type ContentScope,
  findContent,
  listHeads,
} from '../../../src/library/content.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { isUuid } from '../../../src/messages/params.ts';
import { fold } from '../../../src/text/words.ts';

/** The articles of the community in which the moderator stands: the only ones that any of these commands can reach. */
export function scopeOf(call: Call): ContentScope {
  return { communityId: communityOf(call).id, kind: 'article' };
}

/** The kept text as an article; undefined for one of an older format, and for a note that only hides one of the guide's. */
export function articleOf({ text, slug }: Pick<ContentItem, 'text' | 'slug'>): Article | undefined {
  const parsed = parseArticle(text, { file: `${slug}.md`, slug, community: 'as-written' });
  return parsed.ok ? parsed.article : undefined;
}

/** An article's title, ready to stand in a text. */
export function titleOf(item: ContentItem): string {
  return escapeMarkdown(titleIn(item.text) ?? item.slug);
}

function plainTitle({ head, slug }: ContentHead): string {
  return titleIn(head) ?? slug;
}

/** What a moderator means: an article that the community wrote, or one of the guide's. */
export type Target =
  | { readonly type: 'item'; readonly item: ContentItem }
  | { readonly type: 'guide'; readonly article: Article };

interface Among {
  /** States of the community's own articles that count. */
  readonly states: readonly ContentState[];
  /** Whether the guide's articles count too. */
  readonly guide: boolean;
}

export const PRESENT: Among = { states: ['published', 'hidden'], guide: true };
export const OWN: Among = { states: ['published', 'hidden'], guide: false };
export const EVER: Among = { states: CONTENT_STATES, guide: false };

/** Suggests articles by title: the community's own, removed ones last, then the guide's. */
export function suggestArticle(among: Among): (call: Call, typed: string) => Promise<Suggestion[]> {
  return async (call, typed) => {
    const { t } = call;
    const wanted = fold(typed.trim());
    const items = await listPresent(call, among);
    const own = items
      .toSorted((a, b) => Number(a.state === 'removed') - Number(b.state === 'removed'))
      .map((item) => {
        const title = `${plainTitle(item)} (${item.locale})`;
        const marked = { published: title, hidden: t('articles:hiddenName', { title }) };
        const name = item.state === 'removed' ? t('articles:removedName', { title }) : marked[item.state];
        return { name, value: item.id };
      });
    const theirs = among.guide ? guideArticles(call, items) : [];
    const named = theirs.map(({ title, slug }) => ({ name: t('articles:ofGuide', { title }), value: slug }));
    return [...own, ...named].filter(({ name }) => fold(name).includes(wanted));
  };
}

/** An article as it was typed: what a suggestion filled in, a title, or a slug. */
export async function findTarget(call: Call, typed: string, among: Among): Promise<Target | undefined> {
  const id = typed.trim();
  // What a suggestion filled in needs no titles.
  const chosen = isUuid(id) ? await findIn(call, id, among) : undefined;
  if (chosen) return { type: 'item', item: chosen };
  const wanted = fold(id);
  const heads = await listPresent(call, among);
  const named = (head: ContentHead) => fold(plainTitle(head)) === wanted || head.slug === wanted;
  const head = heads.find((one) => one.state !== 'removed' && named(one)) ?? heads.find(named);
  const item = head && (await findIn(call, head.id, among));
  if (item) return { type: 'item', item };
  const article = guideArticles(call, []).find(({ title, slug }) => slug === wanted || fold(title) === wanted);
  return article && { type: 'guide', article };
}

async function findIn(call: Call, id: string, { states }: Among): Promise<ContentItem | undefined> {
  const item = await findContent(call.services.db, scopeOf(call), id);
  return item && states.includes(item.state) && !isNote(item.text) ? item : undefined;
}

/** All articles but the notes that only hide one of the guide's. */
async function listPresent(call: Call, { states }: Among): Promise<ContentHead[]> {
  const heads = await listHeads(call.services.db, scopeOf(call), states);
  return heads.filter(({ head }) => !isNote(head));
}

/** The guide's articles, in the language of the person's client, that the community has not replaced in that language. */
function guideArticles({ services, person }: Call, items: readonly Pick<ContentItem, 'slug' | 'locale'>[]): Article[] {
  const replaced = new Set(items.filter(({ locale }) => locale === person.locale).map(({ slug }) => slug));
  return [...services.guides[person.locale].articles.values()].filter(({ slug }) => !replaced.has(slug));
}
