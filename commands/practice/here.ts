import type { Call } from '../../src/dialogue/call.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { findContentDraft } from '../../src/library/drafts.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import type { Button } from '../../src/messages/reply.ts';
import type { LocalScenes } from '../../src/practice/community-scenes.ts';
import { follow, type Place } from '../../src/practice/paths.ts';
import { readScene } from '../../src/practice/read-scene.ts';
import type { Scene } from '../../src/practice/scene.ts';
import { COMMUNITY_RULES } from '../../src/practice/scene-rules.ts';
import { structureOf } from '../../src/practice/structure.ts';
import { practiceControls } from './controls.ts';

/** The scenes that can be played here, in the person's language; without a database those of the content. */
export async function scenesFor(call: Call): Promise<readonly Scene[]> {
  return (await localScenes(call))[call.person.locale];
}

async function localScenes(call: Call): Promise<LocalScenes> {
  const { community } = call;
  const { communityScenes } = call.services;
  const here = community && (await ifReachable(call, () => communityScenes.find(community.id)));
  return here ?? communityScenes.find(undefined);
}

/** The scene that begins under a name: one of those here, or the person's own draft of one. */
export async function sceneCalled(call: Call, name: string): Promise<Scene | undefined> {
  return (await draftCalled(call, name)) ?? (await scenesFor(call)).find(({ slug }) => slug === name);
}

/** The name under which a draft is played. */
export function nameOfDraft(id: string): string {
  return `draft.${id}`;
}

/** The id of the draft that is played under a name; undefined for the name of a scene. */
export function draftNamed(name: string): string | undefined {
  return /^draft\.(\d{1,20})$/.exec(name)?.[1];
}

async function draftCalled(call: Call, name: string): Promise<Scene | undefined> {
  const id = draftNamed(name);
  const { community, person, services } = call;
  if (id === undefined || !community) return undefined;
  const scope = { communityId: community.id, kind: 'scene' } as const;
  const draft = await findContentDraft(services, scope, { id, authorId: person.id });
  const { scene } = draft ? readScene(name, draft.locale, draft.text, { rules: COMMUNITY_RULES }) : {};
  return scene && { ...scene, origin: 'draft' };
}

/** What a control carries of a conversation. */
export interface Carried {
  readonly scene: string;
  readonly structure: string;
  readonly play: string;
  readonly path: string;
}

/** A conversation somewhere between its start and its end. */
export interface Conversation {
  readonly scene: Scene;
  readonly play: string;
  readonly path: string;
  readonly place: Place;
}

/**
 * The conversation that a control carries; undefined if the scene has changed since, or never had this path. It goes on in the
 * language in which it began.
 */
export async function resume(
  call: Call,
  { scene: slug, structure, play, path }: Carried,
): Promise<Conversation | undefined> {
  const draft = await draftCalled(call, slug);
  const here = draft ? [draft] : Object.values(await localScenes(call)).flat();
  const scene = here.find((one) => one.slug === slug && structureOf(one) === structure);
  const place = scene && follow(scene, path);
  return scene && place && { scene, play, path, place };
}

/** A conversation that begins with this interaction. */
export function beginning({ interactionId }: Call, scene: Scene): Conversation {
  const place = follow(scene, '');
  if (!place) throw new Error(`the scene ${scene.slug} has no start`);
  return { scene, play: interactionId, path: '', place };
}

/** What the controls of a conversation carry, at this point or after something more was said. */
export function carriedBy({ scene, play }: Conversation, path: string): Carried {
  return { scene: scene.slug, structure: structureOf(scene), play, path };
}

/** What somebody typed, on one line and in the quotation marks of a language. */
export function inQuotes(text: string, locale: Locale): string {
  const said = escapeMarkdown(text.replaceAll(/\s+/gu, ' '));
  return locale === 'pl' ? `„${said}”` : `“${said}”`;
}

/** Where a conversation stands, in small print: a turn shows nothing else of its scene. */
export function placeLine({ t }: Call, { scene: { title, register, client } }: Conversation): string {
  return t('practice:place', {
    title: escapeMarkdown(title),
    register: t(`practice:registers.${register}`),
    name: escapeMarkdown(client.name),
  });
}

/** The way back to where own words were just said. */
export function differently({ t }: Call, conversation: Conversation): Button[] {
  const { path, place } = conversation;
  if (place.steps.at(-1)?.said.type !== 'own') return [];
  const before = practiceControls.say.with(carriedBy(conversation, path.slice(0, -1)));
  return [{ label: t('practice:own.differently'), does: before }];
}
