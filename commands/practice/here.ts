import type { Call } from '../../src/dialogue/call.ts';
import { LOCALES, type Locale } from '../../src/i18n/locales.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { follow, type Place } from '../../src/practice/paths.ts';
import type { Scene } from '../../src/practice/scene.ts';
import { structureOf } from '../../src/practice/structure.ts';

/** The scenes that can be played here, in the person's language. */
export function scenesFor({ services, person }: Call): readonly Scene[] {
  return services.scenes[person.locale];
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
export function resume({ services }: Call, { scene: slug, structure, play, path }: Carried): Conversation | undefined {
  const scene = LOCALES.flatMap((locale) => services.scenes[locale]).find(
    (one) => one.slug === slug && structureOf(one) === structure,
  );
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
