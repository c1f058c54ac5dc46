import { VIOLATION_KINDS, type ViolationKind } from '../kinds/violations.ts';
import { fold } from '../text/words.ts';
import type { Run } from './runs.ts';
import type { Scene } from './scene.ts';

/** Days after which a scene is worth playing again. */
export const AGAIN_AFTER_DAYS = 28;
const DAY = 86_400_000;

/** How often a person logged a kind lately. */
export interface Logged {
  readonly kind: ViolationKind;
  readonly count: number;
}

/** A scene to try next, and why. */
export type Next =
  | { readonly scene: Scene; readonly because: 'logged'; readonly logged: Logged }
  | { readonly scene: Scene; readonly because: 'new' };

/**
 * The scene to try next: one not played yet that fits what was logged most, its main kind first; else a good one to begin with.
 * Undefined once all were played.
 */
export function nextScene(scenes: readonly Scene[], runs: readonly Run[], logged: readonly Logged[]): Next | undefined {
  const played = new Set(runs.map(({ scene }) => scene));
  const fresh = scenes.filter(({ slug }) => !played.has(slug));
  const often = [...logged].sort((one, other) => other.count - one.count);
  for (const one of often) {
    const scene = fittingScene(fresh, one.kind);
    if (scene) return { scene, because: 'logged', logged: one };
  }
  const scene = firstScene(
    fresh,
    scenes.filter(({ slug }) => played.has(slug)),
  );
  return scene && { scene, because: 'new' };
}

/**
 * A new scene for somebody whose log says nothing: about the kind that most freelancers meet, of those not rehearsed yet. The kinds
 * begin with contact out of hours, more and more work and late payment; what is rare, or hard to begin with, comes last.
 */
function firstScene(fresh: readonly Scene[], played: readonly Scene[]): Scene | undefined {
  const rehearsed = new Set(played.map(({ kinds: [main] }) => main));
  const kinds = [...VIOLATION_KINDS].sort((one, other) => Number(rehearsed.has(one)) - Number(rehearsed.has(other)));
  for (const kind of kinds) {
    const scene = fittingScene(fresh, kind);
    if (scene) return scene;
  }
  // None of the kinds leads to a scene about something else.
  return fresh[0];
}

/** The scene for a kind of violation: one whose main kind it is, else one that rehearses it too. */
export function fittingScene(scenes: readonly Scene[], kind: ViolationKind): Scene | undefined {
  // What is none of the kinds may be anything.
  if (kind === 'other') return undefined;
  return scenes.find(({ kinds }) => kinds[0] === kind) ?? scenes.find(({ kinds }) => kinds.includes(kind));
}

/**
 * The scene that rehearses what a section (`slug#section`) or an article of the guide is about: one that refers to just that. Else
 * for a section one for the first kind that it answers, since its article may treat several, then one that refers to the article;
 * for an article the other way round.
 */
export function sceneAbout(
  scenes: readonly Scene[],
  place: string,
  answers: readonly (string | undefined)[],
): Scene | undefined {
  const [article, section] = place.split('#');
  const [kind] = answers;
  const same = scenes.find((scene) => scene.section === place);
  const beside = scenes.find((scene) => scene.section.split('#')[0] === article);
  const ofKind = kind === undefined || kind === 'other' ? undefined : scenes.find(({ kinds }) => kinds[0] === kind);
  return same ?? (section === undefined ? (beside ?? ofKind) : (ofKind ?? beside));
}

/** The run to come back to: of the scenes last played a month ago or earlier, the one that ended least well; the oldest of those. */
export function againRun(runs: readonly Run[], now: Date): Run | undefined {
  const latest = new Map<string, Run>();
  for (const run of runs) if (!latest.has(run.scene)) latest.set(run.scene, run);
  const due = [...latest.values()].filter(({ endedAt }) => now.getTime() - endedAt.getTime() >= AGAIN_AFTER_DAYS * DAY);
  const worth = ['given-up', 'partly', 'kept'] as const;
  return due.sort(
    (one, other) =>
      worth.indexOf(one.end) - worth.indexOf(other.end) || one.endedAt.getTime() - other.endedAt.getTime(),
  )[0];
}

/** Scenes that match typed text by title, summary or keywords, best first; all for an empty text. */
export function matchScenes(scenes: readonly Scene[], typed: string): readonly Scene[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const rank = ({ title, summary, keywords, client, slug }: Scene): number => {
    const [name, further] = [fold(`${title} ${slug}`), fold([summary, client.name, ...keywords].join(' '))];
    if (words.every((word) => name.includes(word))) return 2;
    return words.every((word) => name.includes(word) || further.includes(word)) ? 1 : 0;
  };
  return scenes
    .map((scene, at) => ({ scene, at, rank: rank(scene) }))
    .filter((one) => one.rank > 0)
    .sort((one, other) => other.rank - one.rank || one.at - other.at)
    .map(({ scene }) => scene);
}

/** A scene by its slug or its whole title. */
export function sceneNamed(scenes: readonly Scene[], typed: string): Scene | undefined {
  const wanted = fold(typed.trim());
  return scenes.find(({ slug }) => slug === typed.trim()) ?? scenes.find(({ title }) => fold(title) === wanted);
}
