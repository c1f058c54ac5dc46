/**
 * The scenes to practise, for those who write them: `npm run practice` lists them, `npm run practice -- --paths [SLUG]
 * [--locale pl] [--file FILE]` prints every path as a conversation to read, `--own` those through own words as well.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { LOCALES, type Locale } from '../src/i18n/locales.ts';
import { allPaths, decidedBy, type Path, type Step } from '../src/practice/paths.ts';
import { describeSceneProblem } from '../src/practice/problems.ts';
import { readScene } from '../src/practice/read-scene.ts';
import type { Scene } from '../src/practice/scene.ts';
import { readScenes } from '../src/practice/scenes.ts';

const contentDir = fileURLToPath(new URL('../content', import.meta.url));

/** A scene in one line. */
export function describeScene(scene: Scene): string {
  const ends = scene.nodes.filter(({ type }) => type === 'end').length;
  const paths = [...allPaths(scene, false)].length;
  return `${scene.locale} ${scene.slug}: ${scene.title} (${scene.register}; ${scene.nodes.length} nodes, ${ends} ends, ${paths} paths)`;
}

/** One path as a conversation to read. */
export function describePath(scene: Scene, { path, steps, end }: Path): string {
  const decided = decidedBy({ steps, at: end });
  return [
    `### ${scene.slug} ${path}: ${[...steps.map(({ turn }) => turn.id), end.id].join(' → ')}`,
    scene.opening,
    ...steps.flatMap((step) => [step.turn.text, `    → ${saidIn(step)}`]),
    end.text,
    `[${end.end}, ${end.relationship}]`,
    ...(decided ? [`Decided by: ${saidIn(decided)}\n  ${noteOf(decided)}`] : []),
  ].join('\n\n');
}

function saidIn({ said }: Step): string {
  return said.type === 'written' ? said.reply.text : `(own words: ${said.way})`;
}

function noteOf({ said }: Step): string {
  return said.type === 'written' ? said.reply.note : '';
}

function scenesToShow(locale: Locale, file: string | undefined): readonly Scene[] {
  if (file !== undefined) {
    const { scene, problems } = readScene(basename(file, '.md'), locale, readFileSync(file, 'utf8'));
    for (const problem of problems) console.error(describeSceneProblem(file, problem));
    return scene ? [scene] : [];
  }
  const { scenes, problems } = readScenes(contentDir, locale);
  for (const problem of problems) console.error(describeSceneProblem(problem.file, problem));
  if (problems.length > 0) process.exitCode = 1;
  return scenes;
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      paths: { type: 'boolean' },
      own: { type: 'boolean' },
      locale: { type: 'string' },
      file: { type: 'string' },
    },
  });
  const [slug] = positionals;
  for (const locale of LOCALES.filter((one) => values.locale === undefined || values.locale === one))
    for (const scene of scenesToShow(locale, values.file).filter((one) => slug === undefined || one.slug === slug)) {
      console.log(`${values.paths ? '## ' : ''}${describeScene(scene)}\n`);
      if (!values.paths) continue;
      for (const path of allPaths(scene, values.own ?? false)) console.log(`${describePath(scene, path)}\n`);
    }
}
