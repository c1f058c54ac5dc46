import { type ContentItem, type ContentScope, listContent } from '../../../src/communities/content/content.ts';
import { type Call, communityOf } from '../../../src/discord/call.ts';
import type { Suggestion } from '../../../src/discord/command.ts';
import { escapeMarkdown } from '../../../src/discord/markdown.ts';
import { fold } from '../../../src/guide/search/analysis.ts';
import { readCommunityTemplate } from '../../../src/templates/community.ts';

/** The templates of the community in which the moderator stands: the only ones that any of these commands can reach. */
export function scopeOf(call: Call): ContentScope {
  return { communityId: communityOf(call).id, kind: 'template' };
}

/** A template's title, ready to stand in a text. */
export function titleOf({ text, slug }: ContentItem): string {
  return escapeMarkdown(plainTitle(text, slug));
}

/** Suggests the community's templates by title. */
export async function suggestContent(call: Call, typed: string): Promise<Suggestion[]> {
  const wanted = fold(typed.trim());
  const items = await listContent(call.services.db, scopeOf(call), ['published', 'hidden']);
  return items
    .map(({ id, text, slug, locale }) => ({ name: `${plainTitle(text, slug)} (${locale})`, value: id }))
    .filter(({ name }) => fold(name).includes(wanted));
}

/** One of the community's templates as it was typed: what a suggestion filled in, its title, or its slug. */
export async function findTypedContent(call: Call, typed: string): Promise<ContentItem | undefined> {
  const wanted = fold(typed.trim());
  const items = await listContent(call.services.db, scopeOf(call), ['published', 'hidden']);
  return (
    items.find(({ id }) => id === typed.trim()) ??
    items.find(({ text, slug }) => fold(plainTitle(text, slug)) === wanted || slug === wanted)
  );
}

function plainTitle(text: string, slug: string): string {
  return readCommunityTemplate(text)?.title ?? slug;
}
