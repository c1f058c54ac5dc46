import type { Call } from '../../../src/dialogue/call.ts';
import type { Problem, ProblemRule } from '../../../src/guide/problems.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';

/** The rules that a moderator's text can break; the others apply to the guide's own files. */
const TOLD = [
  'text-too-long',
  'slug-invalid',
  'front-matter-missing',
  'front-matter-unclosed',
  'front-matter-syntax',
  'front-matter-too-long',
  'field-missing',
  'field-unknown',
  'field-type',
  'field-empty',
  'field-too-long',
  'field-too-many',
  'field-invalid',
  'body-empty',
  'heading-level-one',
  'heading-too-long',
  'section-level',
  'section-id-invalid',
  'section-id-duplicate',
  'section-empty',
  'section-without-heading',
  'link-article',
  'link-section',
  'link-template',
  'link-kind',
] as const satisfies readonly ProblemRule[];

/** What a field of front matter may have to be, by the name that the parser gives it. */
const TYPES = ['string', 'array', 'object', 'number'] as const;
/** Maximum problems listed in a message; the rest are counted. */
const NAMED = 10;
/** Maximum characters of a quoted value. */
const VALUE_LENGTH = 120;
/** Maximum characters of all names of ignored fields. */
const IGNORED_LENGTH = 400;

/**
 * The problems, one line each, with their lines in the file.
 *
 * @param above lines of the file above the text of a form: a problem below them is reported with its line in that text
 */
export function articleProblemLines({ t }: Pick<Call, 't'>, problems: readonly Problem[], above?: number): string[] {
  const lines = problems.slice(0, NAMED).map(({ line, ...problem }) => {
    const said = sayProblem({ t }, problem);
    if (above === undefined) return `- ${t('articles:line', { line, problem: said })}`;
    return line > above ? `- ${t('articles:textLine', { line: line - above, problem: said })}` : `- ${said}`;
  });
  const left = problems.length - lines.length;
  return left > 0 ? [...lines, t('articles:more', { count: left })] : lines;
}

/** A broken rule in the person's language, without its line. */
export function sayProblem({ t }: Pick<Call, 't'>, { rule, params }: Pick<Problem, 'rule' | 'params'>): string {
  const told = TOLD.find((one) => one === rule);
  const values = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, escapeMarkdown(String(value).slice(0, VALUE_LENGTH))]),
  );
  const type = TYPES.find((one) => one === params.expected);
  if (type) values.expected = t(`articles:types.${type}`);
  return told ? t(`articles:problems.${told}`, values) : t('articles:problems.other', { rule });
}

/** Ignored fields of a file's front matter, if any. */
export function ignoredLines({ t }: Pick<Call, 't'>, fields: readonly string[]): string[] {
  if (fields.length === 0) return [];
  const list = fields.map((field) => escapeMarkdown(field.slice(0, VALUE_LENGTH))).join(', ');
  return [`-# ${t('articles:ignored', { list: list.slice(0, IGNORED_LENGTH) })}`];
}
