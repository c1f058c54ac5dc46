import type { Locale } from '../i18n/locales.ts';
import { checkScene } from './check-scene.ts';
import { readSceneFrontMatter } from './front-matter.ts';
import type { SceneProblem } from './problems.ts';
import { readNodes } from './read-nodes.ts';
import type { Scene } from './scene.ts';

/** Names of what a scene may refer to; without them references are not checked. */
export interface Referable {
  /** Sections of the guide: `slug` and `slug#section`. */
  readonly sections: ReadonlySet<string>;
  readonly templates: ReadonlySet<string>;
}

export interface ReadScene {
  /** Present exactly if there is no problem. */
  readonly scene: Scene | undefined;
  /** In the order of the file. */
  readonly problems: readonly SceneProblem[];
}

/** Reads one scene from its Markdown, and says all that is wrong with it. */
export function readScene(slug: string, locale: Locale, source: string, referable?: Referable): ReadScene {
  const problems: SceneProblem[] = [];
  const report = (rule: SceneProblem['rule'], line: number, params: SceneProblem['params'] = {}): void => {
    problems.push({ rule, line, params });
  };
  const front = readSceneFrontMatter(source, report);
  if (front === undefined) return { scene: undefined, problems };
  const { kinds, ...fields } = front.fields;
  const [main, ...further] = kinds;
  if (main === undefined) return { scene: undefined, problems };
  const { opening, nodes } = readNodes(front.body, front.firstLine, report);
  const scene: Scene = { slug, locale, ...fields, kinds: [main, ...further], opening, nodes };
  // A heading or reply that could not be read leaves holes, and each would be reported again as a dead link.
  if (problems.every(({ rule }) => rule === 'too-long' || rule === 'reply-note')) checkScene(scene, report);
  if (referable && !referable.sections.has(scene.section))
    report('section-unknown', front.lineOf('section'), { target: scene.section });
  if (referable && !referable.templates.has(scene.template))
    report('template-unknown', front.lineOf('template'), { target: scene.template });
  for (const [at, line] of source.split('\n').entries()) {
    const text = at + 1 >= front.firstLine ? line : '';
    const straight = /["']/.exec(text);
    if (straight)
      report('straight-quote', at + 1, { excerpt: text.slice(Math.max(0, straight.index - 20), straight.index + 20) });
  }
  problems.sort((one, other) => one.line - other.line);
  return { scene: problems.length === 0 ? scene : undefined, problems };
}
