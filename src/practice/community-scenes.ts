import type { Locale } from '../i18n/locales.ts';
import { createPublished, oneOfEachName, type PublishedContext, type PublishedText } from '../library/published.ts';
import { nextTurn } from '../threads/next-turn.ts';
import { readScene } from './read-scene.ts';
import type { Scene } from './scene.ts';
import { COMMUNITY_RULES } from './scene-rules.ts';

/** Scenes as a community has them, by the language of who plays. */
export type LocalScenes = Readonly<Record<Locale, readonly Scene[]>>;

export interface CommunityScenes {
  /** The community's, then those of the content that it neither replaced nor hid. Outside a community: those of the content. */
  find(communityId: string | undefined): Promise<LocalScenes>;
}

export interface CommunityScenesContext extends PublishedContext {
  /** Those of the content. */
  readonly scenes: LocalScenes;
}

/** Maximum characters of scenes kept parsed, all communities together. */
const MAX_CHARACTERS = 2_000_000;

/** Keeps the scenes that communities played recently, parsed; read again when moderators have changed one. */
export function createCommunityScenes(
  { scenes, ...context }: CommunityScenesContext,
  maxCharacters = MAX_CHARACTERS,
): CommunityScenes {
  const inEachLanguage = async (items: readonly PublishedText[]): Promise<LocalScenes> => {
    const own: Scene[] = [];
    // Two hundred of the longest take a third of a second together.
    for (const item of items.filter(({ state }) => state === 'published')) {
      const scene = sceneOf(item);
      if (scene) own.push(scene);
      await nextTurn();
    }
    const inLanguage = (locale: Locale): readonly Scene[] => {
      const hidden = items.filter((item) => item.state === 'hidden' && item.locale === locale).map(({ slug }) => slug);
      const others = scenes[locale].filter(({ slug }) => !hidden.includes(slug));
      return withOwn(own, others, locale);
    };
    return { pl: inLanguage('pl'), en: inLanguage('en') };
  };
  return createPublished(context, { kind: 'scene', states: ['published', 'hidden'] }, inEachLanguage, maxCharacters);
}

/**
 * The community's scenes in front of the others, in a language if they are there in it. One in the other language alone does not
 * replace what can be played in this one.
 */
function withOwn(own: readonly Scene[], others: readonly Scene[], locale: Locale): readonly Scene[] {
  const offered = oneOfEachName(own, locale)
    .filter((scene) => scene.locale === locale || others.every(({ slug }) => slug !== scene.slug))
    .toSorted((one, other) => one.title.localeCompare(other.title, locale));
  const names = new Set(offered.map(({ slug }) => slug));
  return [...offered, ...others.filter(({ slug }) => !names.has(slug))];
}

/** A published text as a scene. It was checked when saved; undefined if the format has changed since. */
export function sceneOf({ slug, locale, text }: PublishedText): Scene | undefined {
  const { scene } = readScene(slug, locale, text, { rules: COMMUNITY_RULES });
  return scene && { ...scene, origin: 'community' };
}
