import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import type { Suggestion } from '../../../src/dialogue/command.ts';
import { CONTENT_STATES, type ContentState } from '../../../src/kinds/content.ts';
import { type ContentItem, type ContentScope, listContent } from '../../../src/library/content.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { readCommunityTemplate } from '../../../src/templates/community.ts';
import { fold } from '../../../src/text/words.ts';

/** The templates of the community in which the moderator stands: the only ones that any of these commands can reach. */
export function scopeOf(call: Call): ContentScope {
  return { communityId: communityOf(call).id, kind: 'template' };
}

/** A template's title, ready to stand in a text. */
export function titleOf({ text, slug }: ContentItem): string {
  return escapeMarkdown(plainTitle(text, slug));
}

/** What is there for members, or only hidden from them. */
const PRESENT = ['published', 'hidden'] as const;

/** Suggests the community's templates by title. */
export function suggestContent(call: Call, typed: string): Promise<Suggestion[]> {
  return suggestIn(call, typed, PRESENT);
}

/** Suggests removed ones too, marked and last. */
export function suggestAny(call: Call, typed: string): Promise<Suggestion[]> {
  return suggestIn(call, typed, CONTENT_STATES);
}

async function suggestIn(call: Call, typed: string, states: readonly ContentState[]): Promise<Suggestion[]> {
  const { t, services } = call;
  const wanted = fold(typed.trim());
  const items = await listContent(services.db, scopeOf(call), states);
  return items
    .toSorted((a, b) => Number(a.state === 'removed') - Number(b.state === 'removed'))
    .map(({ id, text, slug, locale, state }) => {
      const name = `${plainTitle(text, slug)} (${locale})`;
      return { name: state === 'removed' ? t('templates:history.removedName', { name }) : name, value: id };
    })
    .filter(({ name }) => fold(name).includes(wanted));
}

/** One of the community's templates as it was typed: what a suggestion filled in, its title, or its slug. */
export async function findTypedContent(
  call: Call,
  typed: string,
  states: readonly ContentState[] = PRESENT,
): Promise<ContentItem | undefined> {
  const wanted = fold(typed.trim());
  const items = await listContent(call.services.db, scopeOf(call), states);
  const matches = (state: 'present' | 'removed') =>
    items
      .filter((item) => (item.state === 'removed') === (state === 'removed'))
      .find(({ text, slug }) => fold(plainTitle(text, slug)) === wanted || slug === wanted);
  return items.find(({ id }) => id === typed.trim()) ?? matches('present') ?? matches('removed');
}

function plainTitle(text: string, slug: string): string {
  return readCommunityTemplate(text)?.title ?? slug;
}
