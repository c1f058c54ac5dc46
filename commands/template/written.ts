import type { Call } from '../../src/dialogue/call.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import type { DoubtfulName, WrittenProblem } from '../../src/templates/check-written.ts';
import type { Placeholder } from '../../src/templates/types.ts';

/**
 * Some fields as they are written in a template, for hints. (Translations cannot contain them: double braces have a meaning
 * there.)
 */
export function fieldExamples({ t }: Call): string {
  return ['greeting', 'client', t('templates:save.fieldNames.deadline'), 'sender']
    .map((name) => `{{${name}}}`)
    .join(', ');
}

/** Placeholder of an empty field for a template's text. */
export const TEXT_EXAMPLE = '{{greeting}} … {{sender}}';

/** Every problem of a written template as a line with its location. */
export function problemLines({ t }: Call, problems: readonly WrittenProblem[]): string[] {
  return problems.map((problem) => {
    const said = t(`templates:text.${problem.code}`, withQuotedName(problem.params));
    if (!('line' in problem) || problem.code === 'text-empty' || problem.code === 'text-too-long') return `- ${said}`;
    return `- ${t('templates:text.where', { line: problem.line, column: problem.column })} ${said}`;
  });
}

/** The fields that a written template will ask for, and the names that look like typos. */
export function fieldLines({ t }: Call, fields: readonly Placeholder[], doubtful: readonly DoubtfulName[]): string[] {
  const labels = fields.map(({ label }) => escapeMarkdown(label)).join(', ');
  return [
    fields.length === 0 ? t('templates:save.noFields') : t('templates:save.fields', { fields: labels }),
    ...doubtful.map(({ name, meant }) => t('templates:save.doubtful', { name: escapeMarkdown(name), meant })),
  ];
}

function withQuotedName(params: Readonly<Record<string, string | number>>): Record<string, string | number> {
  return { ...params, ...(typeof params.name === 'string' ? { name: escapeMarkdown(params.name) } : {}) };
}
