import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Locale } from '../i18n/locales.ts';
import { splitFrontMatter } from '../text/front-matter.ts';
import { MAX_VALUE_LENGTH } from './format.ts';
import { DERIVED_NAMES } from './greeting.ts';
import { CLAIM_FIELDS } from './interest/claim.ts';
import { COMPUTED_NAMES } from './interest/say.ts';
import { parseTemplateText, unguardedNames } from './parse.ts';
import {
  type PlaceholderFields,
  placeholderSchema,
  sharedPlaceholdersSchema,
  templateSchema,
} from './template-schema.ts';
import { type ParsedText, type Placeholder, type Template, TONES, type Tone } from './types.ts';

/** Headings of a text that is the same in every tone: a message, or a list to tick off. */
const CHECKLIST = '## checklist';
const ANY_TONE: readonly string[] = ['## any', CHECKLIST];

/** A problem in a content file. `rule` names the broken rule for machines, `message` explains it to people. */
export interface ContentProblem {
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

export function describeTemplateProblem(problem: ContentProblem): string {
  return `${problem.file}:${problem.line}: ${problem.message} (${problem.rule})`;
}

export type SharedPlaceholders = ReadonlyMap<string, Placeholder>;

/** Reads the file of placeholders shared by several templates. */
export function readSharedPlaceholders(
  file: string,
  source: string,
): { readonly placeholders: SharedPlaceholders; readonly problems: readonly ContentProblem[] } {
  const yaml = readYaml(file, source, 0);
  const parsed = yaml.check(sharedPlaceholdersSchema);
  const all = Object.entries(parsed ?? {}).map(([name, fields]): [string, Placeholder] => [
    name,
    complete({ ...fields, name }),
  ]);
  return { placeholders: new Map(all), problems: yaml.problems };
}

export interface TemplateFile {
  /** Path used in messages. */
  readonly file: string;
  readonly id: string;
  readonly locale: Locale;
  readonly source: string;
  readonly shared: SharedPlaceholders;
}

/** Reads one template: front matter in YAML between two `---`, then a `## tone` heading for each variant. */
export function readTemplate({ file, id, locale, source, shared }: TemplateFile): {
  readonly template: Template | undefined;
  readonly problems: readonly ContentProblem[];
} {
  const split = splitFrontMatter(source);
  if (typeof split === 'string') {
    const message = 'starts with front matter between two lines of ---';
    return { template: undefined, problems: [{ file, line: 1, rule: 'front-matter', message }] };
  }
  const { front, body, end } = split;
  const yaml = readYaml(file, front, 1);
  const fields = yaml.check(templateSchema);
  const problems = [...yaml.problems];
  const report = (line: number, rule: string, message: string): void => {
    problems.push({ file, line, rule, message });
  };
  if (fields === undefined) return { template: undefined, problems };

  const placeholders: Placeholder[] = [];
  for (const [index, own] of fields.placeholders.entries()) {
    const line = yaml.line(['placeholders', index]);
    const merged = placeholderSchema.safeParse({ ...shared.get(own.name), ...own });
    if (merged.success && merged.data.kind === 'computed' && !COMPUTED_NAMES.some((name) => name === own.name))
      report(line, 'placeholder-computed', `${own.name} is none of ${COMPUTED_NAMES.join(', ')}`);
    else if (merged.success) placeholders.push(complete(merged.data));
    else
      report(
        line,
        'placeholder',
        `${own.name}: ${merged.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
      );
    if (DERIVED_NAMES.has(own.name)) report(line, 'placeholder-derived', `${own.name} follows from client and address`);
  }

  // A wrong placeholder would make every text that uses it wrong too.
  if (problems.length > 0) return { template: undefined, problems };
  const firstLine = end + 1;
  const tones = readTones(body, firstLine, placeholders, report);
  for (const [tone, text] of Object.entries(tones)) {
    for (const name of unguardedNames(text)) {
      if (name === 'greeting' || placeholders.some((one) => one.name === name && (one.required || one.default)))
        continue;
      report(firstLine, 'placeholder-unguarded', `${tone}: ${name} may be missing and stands outside [[…]]`);
    }
  }
  const used = new Set(Object.values(tones).flatMap((text) => text.names));
  for (const name of DERIVED_NAMES) if (used.has(name)) used.add('client').add('address');
  if (placeholders.some(({ name, kind }) => kind === 'computed' && used.has(name)))
    for (const name of CLAIM_FIELDS) used.add(name);
  for (const [index, { name }] of placeholders.entries()) {
    if (!used.has(name)) report(yaml.line(['placeholders', index]), 'placeholder-unused', `${name} is in no text`);
  }
  const { formal, friendly, firm } = tones;
  if (problems.length > 0 || formal === undefined || friendly === undefined || firm === undefined) {
    return { template: undefined, problems };
  }
  const isChecklist = body.split('\n').some((line) => line.trimEnd() === CHECKLIST);
  return {
    template: { ...fields, id, locale, placeholders, isChecklist, tones: { formal, friendly, firm } },
    problems,
  };
}

function readTones(
  body: string,
  firstLine: number,
  placeholders: readonly Placeholder[],
  report: (line: number, rule: string, message: string) => void,
): Partial<Record<Tone, ParsedText>> {
  const known = new Set([...placeholders.map(({ name }) => name), ...DERIVED_NAMES]);
  const choices = new Map(placeholders.map(({ name, choices }) => [name, choices?.length ?? 0]));
  const tones: Partial<Record<Tone, ParsedText>> = {};
  const [before = '', ...sections] = body.split(/^(?=## )/mu);
  if (before.trim() !== '') report(firstLine, 'tone-heading', 'text before the first "## tone" heading');
  let line = firstLine + before.split('\n').length - 1;
  for (const section of sections) {
    const [heading = '', ...rest] = section.split('\n');
    const text = rest.join('\n');
    const title = heading.trimEnd();
    // A list that speaks to nobody is the same in all tones.
    const own = ANY_TONE.includes(title) ? TONES : TONES.filter((one) => `## ${one}` === title);
    if (own.length === 0) report(line, 'tone-unknown', `"${heading}" is none of ${TONES.join(', ')}`);
    else if (own.some((tone) => tones[tone] !== undefined)) report(line, 'tone-twice', `${title} is here twice`);
    else {
      const parsed = parseTemplateText(text.trim(), { known, choices });
      const start = line + 1 + text.slice(0, text.length - text.trimStart().length).split('\n').length - 1;
      if (parsed.ok) for (const tone of own) tones[tone] = parsed.text;
      else {
        for (const problem of parsed.problems) {
          report(start + problem.line - 1, problem.code, `column ${problem.column} ${JSON.stringify(problem.params)}`);
        }
        // Present though empty, so that it is not also reported as missing.
        for (const tone of own) tones[tone] = { parts: [], names: [] };
      }
    }
    line += section.split('\n').length - 1;
  }
  for (const tone of TONES) if (tones[tone] === undefined) report(firstLine, 'tone-missing', `${tone} is missing`);
  return tones;
}

function complete(fields: PlaceholderFields): Placeholder {
  return { ...fields, maxLength: fields.maxLength ?? MAX_VALUE_LENGTH[fields.kind] };
}

interface Yaml {
  /** The validated data, or undefined with the reasons in `problems`. */
  check<T>(schema: z.ZodType<T>): T | undefined;
  line(path: readonly PropertyKey[]): number;
  readonly problems: ContentProblem[];
}

function readYaml(file: string, source: string, linesBefore: number): Yaml {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const problems: ContentProblem[] = document.errors.map((error) => ({
    file,
    line: lines.linePos(error.pos[0]).line + linesBefore,
    rule: 'yaml',
    message: error.message.split('\n')[0] ?? error.code,
  }));
  const line = (path: readonly PropertyKey[]): number => lines.linePos(offsetOf(document, path)).line + linesBefore;
  return {
    problems,
    line,
    check(schema) {
      if (problems.length > 0) return undefined;
      const result = schema.safeParse(document.toJS());
      if (result.success) return result.data;
      for (const issue of result.error.issues) {
        problems.push({
          file,
          line: line(issue.path),
          rule: issue.code,
          message: `${issue.path.join('.')}: ${issue.message}`,
        });
      }
      return undefined;
    },
  };
}

/** Where the value at a path starts; for a missing path, the nearest existing one. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (isMap(parent)) {
      const key = parent.items.find((pair) => isScalar(pair.key) && pair.key.value === last)?.key;
      if (isScalar(key) && key.range) return key.range[0];
    }
    const node: unknown = document.getIn(path.slice(0, length), true);
    if ((isMap(node) || isScalar(node)) && node.range) return node.range[0];
  }
  return 0;
}
