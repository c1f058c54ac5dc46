import type { Call } from '../../src/dialogue/call.ts';
import type { Suggestion } from '../../src/dialogue/command.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import { search } from '../../src/guide/search/search.ts';
import { MIN_SUGGEST_LENGTH } from '../../src/guide/search/suggest.ts';
import { type FittingTemplates, templatesFor } from '../../src/guide/search/templates.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { type ContentItem, findPublished, listContent } from '../../src/library/content.ts';
import { readCommunityTemplate } from '../../src/templates/community.ts';
import { readMemory } from '../../src/templates/memory.ts';
import { findOwn, listOwn, type OwnTemplate } from '../../src/templates/own.ts';
import { readReference } from '../../src/templates/reference.ts';
import { suggestTemplates } from '../../src/templates/suggest.ts';
import { fromCatalogue, fromText, type UsableTemplate } from '../../src/templates/usable.ts';
import { fold } from '../../src/text/words.ts';
import { guideFor, sourcesFor } from '../guide/here.ts';

/** Sections of the guide that are asked for the templates that fit them. */
const SECTIONS = 5;

/**
 * A template by its reference: from the catalogue, the person's own, or from the current community. Those of others are not
 * found.
 */
export async function findTemplate(
  call: Call,
  reference: string,
  locale: Locale = call.person.locale,
): Promise<UsableTemplate | undefined> {
  const { services, person, community } = call;
  const { origin, id } = readReference(reference);
  if (origin === 'catalogue') {
    const template = services.templates[locale].find(id);
    return template && fromCatalogue(template);
  }
  if (origin === 'own') {
    const template = await findOwn(services, id, person.id);
    return template && fromOwn(call, template);
  }
  if (!community) return undefined;
  const item = await findPublished(services.db, { communityId: community.id, kind: 'template' }, id, locale);
  return item && fromItem(call, item);
}

/** A template by typed text: a reference (from suggestions), or a full title. */
export async function findTyped(call: Call, typed: string): Promise<UsableTemplate | undefined> {
  const found = await findTemplate(call, typed.trim());
  if (found) return found;
  const wanted = fold(typed.trim());
  return (await listTemplates(call)).find(({ title }) => fold(title) === wanted);
}

/** Every template that the person can use here. */
export async function listTemplates(call: Call): Promise<UsableTemplate[]> {
  const { services, person, community } = call;
  const own = (await ifReachable(call, () => listOwn(services, person.id))) ?? [];
  const items: readonly ContentItem[] =
    (community &&
      (await ifReachable(call, () => listContent(services.db, { communityId: community.id, kind: 'template' })))) ??
    [];
  // One per name: in the person's language if possible.
  const bySlug = new Map(items.toSorted((a, b) => rank(a) - rank(b)).map((item) => [item.slug, item]));
  function rank({ locale }: ContentItem): number {
    return locale === person.locale ? 1 : 0;
  }
  return [
    ...own.map((template) => fromOwn(call, template)),
    ...[...bySlug.values()].map((item) => fromItem(call, item)),
    ...services.templates[person.locale].templates.map(fromCatalogue),
  ];
}

/** The templates that fit a sentence about what happened, by the templates' own words and by what the guide makes of it. */
export async function understandTyped(call: Call, typed: string): Promise<FittingTemplates> {
  const { services, person } = call;
  const { articles } = await guideFor(call);
  return templatesFor(typed, await listTemplates(call), services.templates[person.locale], {
    guide: search(await sourcesFor(call), typed, SECTIONS),
    listed: (slug) => articles.get(slug)?.templates ?? [],
  });
}

/**
 * Suggests usable templates by title and keywords, own ones first, and then what fits if the text is a sentence; for an empty
 * field, those used last.
 */
export async function suggest(call: Call, typed: string): Promise<Suggestion[]> {
  const memory = await ifReachable(call, () => readMemory(call.services, call.person.id));
  const byWords = suggestTemplates(await listTemplates(call), typed, memory?.recent);
  const understood = typed.trim().length < MIN_SUGGEST_LENGTH ? [] : (await understandTyped(call, typed)).templates;
  const found = new Map([...byWords, ...understood].map((template) => [template.reference, template]));
  return [...found.values()].map((template) => ({ name: nameInLists(call, template), value: template.reference }));
}

/** Suggests only the person's own templates. */
export async function suggestOwn(call: Call, typed: string): Promise<Suggestion[]> {
  const own = (await listOwn(call.services, call.person.id)).map((template) => fromOwn(call, template));
  return suggestTemplates(own, typed).map(({ title, reference }) => ({ name: title, value: reference }));
}

/** One of the person's own templates by typed text: a reference, or its title. */
export async function findOwnTyped({ services, person }: Call, typed: string): Promise<OwnTemplate | undefined> {
  const { origin, id } = readReference(typed.trim());
  if (origin === 'own') return findOwn(services, id, person.id);
  const wanted = fold(typed.trim());
  return (await listOwn(services, person.id)).find(({ title }) => fold(title) === wanted);
}

/** A title with a mark of its origin. */
export function nameInLists({ t }: Call, { origin, title }: UsableTemplate): string {
  return origin === 'catalogue' ? title : t(`templates:origin.${origin}`, { title });
}

function fromOwn({ services }: Call, template: OwnTemplate): UsableTemplate {
  return fromText({ ...template, origin: 'own' }, services.templates[template.locale].placeholders);
}

function fromItem({ services }: Call, { slug, locale, text }: ContentItem): UsableTemplate {
  // It was checked when saved; if the format has changed since, its text is shown unchanged.
  const template = readCommunityTemplate(text) ?? { title: slug, summary: '', keywords: [], text };
  return fromText(
    { ...template, summary: template.summary || undefined, origin: 'community', id: slug, locale },
    services.templates[locale].placeholders,
  );
}
