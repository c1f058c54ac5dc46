import type { Locale } from '../i18n/locales.ts';
import { LOCALES } from '../i18n/locales.ts';
import { describeSceneProblem, type SceneProblem } from './problems.ts';
import type { Referable } from './read-scene.ts';
import { readScenes, sceneFile, slugsOnDisk } from './scenes.ts';

/** Fields that the languages of a scene share. */
const SHARED_FIELDS = ['kinds', 'register', 'section', 'template'] as const;

/** All that is wrong with the scenes of the content: each by itself, and the languages against each other. */
export function checkScenes(contentDir: string, referable: Readonly<Record<Locale, Referable>>): string[] {
  const folders = LOCALES.map((locale) => ({
    locale,
    slugs: slugsOnDisk(contentDir, locale),
    ...readScenes(contentDir, locale, referable[locale]),
  }));
  return folders.flatMap(({ locale, slugs, scenes, problems }) => {
    const others = folders.filter((other) => other.locale !== locale);
    const about = (slug: string, rule: SceneProblem['rule'], params: SceneProblem['params']): string =>
      describeSceneProblem(sceneFile(locale, slug), { line: 1, rule, params });
    return [
      ...problems.map((problem) => describeSceneProblem(problem.file, problem)),
      ...others.flatMap((other) =>
        other.slugs
          .filter((slug) => !slugs.includes(slug))
          .map((slug) => about(slug, 'twin-missing', { other: other.locale })),
      ),
      ...scenes.flatMap((scene) =>
        others.flatMap((other) => {
          const twin = other.scenes.find(({ slug }) => slug === scene.slug);
          const differing = twin ? SHARED_FIELDS.filter((field) => String(scene[field]) !== String(twin[field])) : [];
          return differing.map((field) => about(scene.slug, 'twin-differs', { field, other: other.locale }));
        }),
      ),
    ];
  });
}
