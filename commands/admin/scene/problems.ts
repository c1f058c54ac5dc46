import type { Call } from '../../../src/dialogue/call.ts';
import { shorten } from '../../../src/messages/limits.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { FIELD_LENGTHS, MOST_KINDS } from '../../../src/practice/front-matter.ts';
import type { SceneProblem, SceneRule } from '../../../src/practice/problems.ts';
import { MAX_LENGTHS } from '../../../src/practice/read-nodes.ts';

/** The rules that a moderator's scene can break; the others apply to scenes of the content. */
const TOLD = [
  'front-matter-missing',
  'front-matter-unclosed',
  'front-matter-syntax',
  'opening-missing',
  'text-missing',
  'text-too-long',
  'line-too-long',
  'node-heading',
  'node-duplicate',
  'start-first',
  'end-fields',
  'line-unknown',
  'reply-count',
  'own-words',
  'own-twice',
  'end-with-replies',
  'dead-link',
  'unreachable',
  'cycle',
  'turns',
  'nodes-few',
  'nodes-many',
  'ends-few',
  'ends-good',
  'deciding-unknown',
  'deciding-missed',
  'section-unknown',
  'template-unknown',
] as const satisfies readonly SceneRule[];

/** Fields whose rule is told; another one is called unknown or wrong. */
const FIELDS = {
  title: { max: FIELD_LENGTHS.title },
  summary: { max: FIELD_LENGTHS.summary },
  kinds: { max: MOST_KINDS },
  register: {},
  client: {},
  'client.name': { max: FIELD_LENGTHS.name },
  'client.who': { max: FIELD_LENGTHS.who },
  'client.wish': { max: FIELD_LENGTHS.wish },
  section: {},
  template: {},
  keywords: { max: FIELD_LENGTHS.keyword },
} as const;

const LENGTHS = Object.keys(MAX_LENGTHS) as (keyof typeof MAX_LENGTHS)[];

/** Rules about the scene as a whole: while parts are missing, they only say so again. */
const OF_THE_WHOLE: readonly SceneRule[] = [
  'start-first',
  'dead-link',
  'unreachable',
  'turns',
  'nodes-few',
  'ends-few',
  'ends-good',
  'deciding-missed',
];

/** Maximum problems listed in a message; the rest are counted. */
const NAMED = 6;
/** Maximum characters of a line. */
const LINE_LENGTH = 250;
/** Maximum characters of a quoted value. */
const VALUE_LENGTH = 80;

/** What can be mended while parts are still missing. */
export function withoutTheWhole(problems: readonly SceneProblem[]): readonly SceneProblem[] {
  return problems.filter(({ rule }) => !OF_THE_WHOLE.includes(rule));
}

/** The problems, one line each, with the part of the text in which they are. */
export function sceneProblemLines({ t }: Pick<Call, 't'>, problems: readonly SceneProblem[], text: string): string[] {
  const told = [...new Set(problems.map((problem) => lineOf({ t }, problem, text)))];
  const lines = told.slice(0, NAMED).map((line) => `- ${shorten(line, LINE_LENGTH)}`);
  const left = told.length - lines.length;
  return left > 0 ? [...lines, t('articles:more', { count: left })] : lines;
}

function lineOf({ t }: Pick<Call, 't'>, problem: SceneProblem, text: string): string {
  const said = sayProblem({ t }, problem);
  const part = problem.params.node === undefined ? partAt(text, problem.line) : undefined;
  return part === undefined ? said : t('scenes:inPart', { part, problem: said });
}

function sayProblem({ t }: Pick<Call, 't'>, { rule, params }: SceneProblem): string {
  if (rule === 'field') {
    const name = String(params.field);
    const known = (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).find(
      (field) => field === name || (!field.includes('.') && name.startsWith(`${field}.`) && !(name in FIELDS)),
    );
    if (!known) return t('scenes:problems.field', { field: escapeMarkdown(name.slice(0, VALUE_LENGTH)) });
    return t(`scenes:fields.${known}`, FIELDS[known]);
  }
  const told = TOLD.find((one) => one === rule);
  if (rule === 'too-long') return t(`scenes:lengths.${lengthOf(params.what)}`, valuesOf(params));
  return told ? t(`scenes:problems.${told}`, valuesOf(params)) : t('scenes:problems.other', { rule });
}

function valuesOf(params: SceneProblem['params']): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : escapeMarkdown(value.slice(0, VALUE_LENGTH)),
    ]),
  );
}

function lengthOf(what: unknown): keyof typeof MAX_LENGTHS {
  return LENGTHS.find((one) => one === what) ?? 'turn';
}

/** The name of the part in which a line of the file stands; undefined above the first. */
function partAt(text: string, line: number): string | undefined {
  const heading = text
    .split('\n')
    .slice(0, line)
    .findLast((one) => /^##\s/.test(one));
  return /^##\s+([a-z0-9-]+)/.exec(heading ?? '')?.[1];
}
