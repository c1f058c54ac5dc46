import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../i18n/locales.ts';
import { describeSceneProblem, type SceneProblem } from './problems.ts';
import { type Referable, readScene } from './read-scene.ts';
import type { Scene } from './scene.ts';

export interface SceneFolder {
  /** Sorted by slug. */
  readonly scenes: readonly Scene[];
  readonly problems: readonly (SceneProblem & { readonly file: string })[];
}

/** Reads `content/<locale>/practice`; problems are values. */
export function readScenes(contentDir: string, locale: Locale, referable?: Referable): SceneFolder {
  const read = slugsOnDisk(contentDir, locale).map((slug) => ({
    file: sceneFile(locale, slug),
    ...readScene(slug, locale, readFileSync(join(contentDir, locale, 'practice', `${slug}.md`), 'utf8'), {
      referable,
    }),
  }));
  return {
    scenes: read.flatMap(({ scene }) => (scene ? [scene] : [])),
    problems: read.flatMap(({ file, problems }) => problems.map((problem) => ({ ...problem, file }))),
  };
}

/** Names of the scenes that have a file in this language. */
export function slugsOnDisk(contentDir: string, locale: Locale): string[] {
  const folder = join(contentDir, locale, 'practice');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -'.md'.length))
    .sort();
}

export function sceneFile(locale: Locale, slug: string): string {
  return `content/${locale}/practice/${slug}.md`;
}

/**
 * Like {@link readScenes}.
 * @throws {Error} when any file breaks a rule: scenes are part of the program, so the start stops.
 */
export function loadScenes(contentDir: string, locale: Locale): readonly Scene[] {
  const { scenes, problems } = readScenes(contentDir, locale);
  if (problems.length > 0)
    throw new Error(problems.map((problem) => describeSceneProblem(problem.file, problem)).join('\n'));
  return scenes;
}
