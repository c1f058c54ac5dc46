import type { Locale } from '../i18n/locales.ts';
import { whatHelps } from '../kinds/what-helps.ts';
import { linesOf } from '../text/front-matter.ts';
import { checkScene } from './check-scene.ts';
import { readSceneFrontMatter } from './front-matter.ts';
import type { Report, SceneProblem } from './problems.ts';
import { readNodes } from './read-nodes.ts';
import type { Scene } from './scene.ts';
import { CONTENT_RULES, MOST_CHARACTERS, MOST_LINE, type SceneRules } from './scene-rules.ts';

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

/** By which rules a scene is read; those of the content if left out. */
export interface Reading {
  readonly rules?: SceneRules;
  readonly referable?: Referable | undefined;
}

/** Reads one scene from its Markdown, and says all that is wrong with it. */
export function readScene(
  slug: string,
  locale: Locale,
  source: string,
  { rules = CONTENT_RULES, referable }: Reading = {},
): ReadScene {
  const problems: SceneProblem[] = [];
  const report = (rule: SceneProblem['rule'], line: number, params: SceneProblem['params'] = {}): void => {
    problems.push({ rule, line, params });
  };
  const lines = linesOf(source);
  reportLengths(source.length, lines, report);
  const front = problems.length > 0 ? undefined : readSceneFrontMatter(source, rules, report);
  if (front === undefined) return { scene: undefined, problems };
  const { kinds, section, template, ...fields } = front.fields;
  const [main, ...further] = kinds;
  if (main === undefined) return { scene: undefined, problems };
  const { opening, nodes } = readNodes(front.body, front.firstLine, rules, report);
  const helps = whatHelps(main);
  const scene: Scene = {
    slug,
    locale,
    ...fields,
    kinds: [main, ...further],
    section: section ?? helps.section,
    template: template ?? helps.template,
    opening,
    nodes,
  };
  // A heading or reply that could not be read leaves holes, and each would be reported again as a dead link.
  if (problems.every(({ rule }) => rule === 'too-long' || rule === 'reply-note')) checkScene(scene, rules, report);
  if (section !== undefined && referable?.sections.has(section) === false)
    report('section-unknown', front.lineOf('section'), { target: section });
  if (template !== undefined && referable?.templates.has(template) === false)
    report('template-unknown', front.lineOf('template'), { target: template });
  if (rules.typographic) reportStraightQuotes(lines, front.firstLine, report);
  problems.sort((one, other) => one.line - other.line);
  return { scene: problems.length === 0 ? scene : undefined, problems };
}

/** What is longer is not read at all: it is no scene, and reading it would take its time. */
function reportLengths(length: number, lines: readonly string[], report: Report): void {
  if (length > MOST_CHARACTERS) report('text-too-long', 1, { length, max: MOST_CHARACTERS });
  for (const [at, line] of lines.entries())
    if (line.length > MOST_LINE) report('line-too-long', at + 1, { length: line.length, max: MOST_LINE });
}

function reportStraightQuotes(lines: readonly string[], firstLine: number, report: Report): void {
  for (const [at, line] of lines.entries()) {
    const text = at + 1 >= firstLine ? line : '';
    const straight = /["']/.exec(text);
    if (straight)
      report('straight-quote', at + 1, { excerpt: text.slice(Math.max(0, straight.index - 20), straight.index + 20) });
  }
}
