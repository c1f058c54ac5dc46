import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { editDistance } from '../text/distance.ts';
import { splitFrontMatter } from '../text/front-matter.ts';
import { type FrontMatter, frontMatterSchema } from './article.ts';
import type { Report } from './problems.ts';

/** A front matter field that articles do not have, such as another program's. */
export interface Ignored {
  readonly field: string;
  /** Line in the file, from 1. */
  readonly line: number;
}

export interface ParsedFrontMatter {
  readonly fields: FrontMatter;
  readonly body: string;
  /** Index of the first line of the body. */
  readonly end: number;
  /** Line of the file (from 1) on which the field at this path stands, or the nearest field around it. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
  /** Fields that articles do not have. */
  readonly ignored: readonly Ignored[];
}

/** Maximum characters of front matter: about five times that of the guide's longest. */
export const FRONT_MATTER_MAX = 16 * 1024;
/** Maximum problems whose lines are located; locating one takes time proportional to the number of fields. */
const LOCATED = 20;

/**
 * Reads and validates the front matter at the start of a file; reports any problem and then returns nothing.
 *
 * @param foreign whether to ignore fields that articles do not have. A likely misspelling of a known field is still an error.
 */
export function parseFrontMatter(source: string, report: Report, foreign = false): ParsedFrontMatter | undefined {
  const split = splitFrontMatter(source);
  if (typeof split === 'string') {
    report(`front-matter-${split}`, 1);
    return undefined;
  }
  const { front: text, body, end } = split;
  if (text.length > FRONT_MATTER_MAX) {
    report('front-matter-too-long', 1, { length: text.length, max: FRONT_MATTER_MAX });
    return undefined;
  }
  const yaml = readYaml(text, report);
  if (!yaml) return undefined;
  const { kept, names } = foreign ? setAside(yaml.value ?? {}) : { kept: yaml.value ?? {}, names: [] };
  const parsed = frontMatterSchema.safeParse(kept);
  if (!parsed.success) {
    let located = 0;
    const lineOf: Yaml['lineOf'] = (path) => {
      located += 1;
      return located > LOCATED ? 1 : yaml.lineOf(path);
    };
    for (const issue of parsed.error.issues) reportIssue(issue, { ...yaml, lineOf }, report);
    return undefined;
  }
  const ignored = names.slice(0, LOCATED).map((field) => ({ field, line: yaml.lineOf([field]) }));
  return { fields: parsed.data, body, end, lineOf: yaml.lineOf, ignored };
}

const FIELDS = Object.keys(frontMatterSchema.shape);
/** Maximum letters of a field considered a possible misspelling. */
const LONGEST_FIELD = 40;

/** Removes other programs' fields: those whose names do not resemble any of an article's. */
function setAside(value: unknown): { kept: unknown; names: string[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { kept: value, names: [] };
  const names = Object.keys(value).filter((name) => !FIELDS.some((field) => isNearly(name.toLowerCase(), field)));
  return { kept: Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name))), names };
}

function isNearly(name: string, field: string): boolean {
  return name === field || (name.length <= LONGEST_FIELD && editDistance(name, field, 1) <= 1);
}

/** The title in the front matter at the start of a text, without reading the rest; undefined if there is none. */
export function titleIn(head: string): string | undefined {
  const close = head.indexOf('\n---', 3);
  const line = /^title:[^\n]*$/mu.exec(close < 0 ? head : head.slice(0, close))?.[0];
  if (!head.startsWith('---') || line === undefined) return undefined;
  const title: unknown = readYaml(line, () => undefined)?.value;
  const read = titleSchema.safeParse(title);
  return read.success ? read.data.title : undefined;
}

const titleSchema = frontMatterSchema.pick({ title: true });

interface Yaml {
  value: unknown;
  lineOf: ParsedFrontMatter['lineOf'];
}

function readYaml(text: string, report: Report): Yaml | undefined {
  const counter = new LineCounter();
  // The opening fence is line 1, so YAML's first line is the file's second.
  const lineAt = (offset: number) => counter.linePos(offset).line + 1;
  try {
    const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
    for (const error of document.errors)
      report('front-matter-syntax', lineAt(error.pos[0]), { message: error.message });
    if (document.errors.length > 0) return undefined;
    return {
      value: document.toJS({ maxAliasCount: 0 }),
      lineOf: (path) => {
        for (let depth = path.length; depth > 0; depth--) {
          const node: unknown = document.getIn(path.slice(0, depth), true);
          const start = rangeStart(node);
          if (start !== undefined) return lineAt(start);
        }
        return 1;
      },
    };
  } catch (error) {
    // The parser throws on aliases and on nesting deeper than the stack; to the author both are unreadable front matter.
    report('front-matter-syntax', 1, { message: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const start: unknown = node.range[0];
  return typeof start === 'number' ? start : undefined;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

function reportIssue(issue: z.core.$ZodIssue, { value, lineOf }: Yaml, report: Report): void {
  const field = issue.path.map(String).join('.');
  const line = lineOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys)
        report('field-unknown', lineOf([...issue.path, key]), { field: [...issue.path.map(String), key].join('.') });
      return;
    case 'invalid_type':
      if (issue.path.length > 0 && valueAt(value, issue.path) === undefined) report('field-missing', line, { field });
      else report('field-type', line, { field, expected: issue.expected });
      return;
    case 'too_small':
      report('field-empty', line, { field });
      return;
    case 'too_big':
      if (issue.origin === 'array') report('field-too-many', line, { field, max: Number(issue.maximum) });
      else if (issue.origin === 'string') report('field-too-long', line, { field, max: Number(issue.maximum) });
      else report('field-invalid', line, { field });
      return;
    default:
      report('field-invalid', line, { field });
  }
}
