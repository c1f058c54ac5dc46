import type { Call } from '../../src/dialogue/call.ts';
import type { Suggestion } from '../../src/dialogue/command.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import { search } from '../../src/guide/search/search.ts';
import { MIN_SUGGEST_LENGTH } from '../../src/guide/search/suggest.ts';
import { type FittingTemplates, templatesFor } from '../../src/guide/search/templates.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { findPublished } from '../../src/library/content.ts';
import { fromItem, type LocalTemplates } from '../../src/templates/community-templates.ts';
import { readMemory } from '../../src/templates/memory.ts';
import { findOwn, listOwn, type OwnTemplate, recallOwn } from '../../src/templates/own.ts';
import { readReference } from '../../src/templates/reference.ts';
import { suggestTemplates } from '../../src/templates/suggest.ts';
import { fromCatalogue, fromText, type UsableTemplate } from '../../src/templates/usable.ts';
import { fold } from '../../src/text/words.ts';
import { localGuide } from '../guide/here.ts';

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
  return item && fromItem(item, services.templates);
}

/** A template by typed text: a reference (from suggestions), or a full title. */
export async function findTyped(call: Call, typed: string): Promise<UsableTemplate | undefined> {
  const found = await findTemplate(call, typed.trim());
  if (found) return found;
  const wanted = fold(typed.trim());
  return (await listTemplates(call)).find(({ title }) => fold(title) === wanted);
}

/** Every template that the person can use here. */
export async function listTemplates(call: Call): Promise<readonly UsableTemplate[]> {
  return allOf(await templatesHere(call));
}

interface TemplatesHere {
  readonly own: readonly UsableTemplate[];
  /** Everybody's. */
  readonly shared: LocalTemplates;
}

async function templatesHere(call: Call): Promise<TemplatesHere> {
  const { services, person, community } = call;
  const { communityTemplates } = services;
  const own = (await ifReachable(call, () => recallOwn(services, person.id))) ?? [];
  const local = community && (await ifReachable(call, () => communityTemplates.find(community.id, person.locale)));
  const shared = local ?? (await communityTemplates.find(undefined, person.locale));
  return { own: own.map((template) => fromOwn(call, template)), shared };
}

function allOf({ own, shared }: TemplatesHere): readonly UsableTemplate[] {
  return own.length === 0 ? shared.templates : [...own, ...shared.templates];
}

/** The templates that fit a sentence about what happened, by the templates' own words and by what the guide makes of it. */
export async function understandTyped(call: Call, typed: string, here?: TemplatesHere): Promise<FittingTemplates> {
  const templates = here ?? (await templatesHere(call));
  const { guide, sources, answers } = await localGuide(call);
  const fitting = (asked: string): FittingTemplates =>
    templatesFor(asked, allOf(templates), call.services.templates[call.person.locale], {
      guide: search(sources, asked, SECTIONS),
      listed: (slug) => guide.articles.get(slug)?.templates ?? [],
    });
  // People with templates of their own get an answer of their own.
  return templates.own.length > 0
    ? fitting(typed)
    : answers.recall(`templates ${templates.shared.state}`, typed, fitting);
}

/**
 * Suggests usable templates by title and keywords, own ones first, and then what fits if the text is a sentence; for an empty
 * field, those used last.
 */
export async function suggest(call: Call, typed: string): Promise<Suggestion[]> {
  const memory = await ifReachable(call, () => readMemory(call.services, call.person.id));
  const here = await templatesHere(call);
  const byWords = suggestTemplates(allOf(here), typed, memory?.recent);
  const isShort = typed.trim().length < MIN_SUGGEST_LENGTH;
  const understood = isShort ? [] : (await understandTyped(call, typed, here)).templates;
  const found = new Map([...byWords, ...understood].map((template) => [template.reference, template]));
  return [...found.values()].map((template) => ({ name: nameInLists(call, template), value: template.reference }));
}

/** Suggests only the person's own templates. */
export async function suggestOwn(call: Call, typed: string): Promise<Suggestion[]> {
  const own = (await recallOwn(call.services, call.person.id)).map((template) => fromOwn(call, template));
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
