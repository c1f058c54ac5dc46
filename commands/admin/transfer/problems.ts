import type { Call } from '../../../src/dialogue/call.ts';
import type { Translate } from '../../../src/i18n/translator.ts';
import { CONTENT_LIMITS } from '../../../src/library/content.ts';
import type { FileProblem } from '../../../src/library/file-problems.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';

/** Maximum problems of a file listed in a message. */
const NAMED_PROBLEMS = 10;

/**
 * The problems of a file, one line each.
 * @param noFile the text for a file of another kind
 */
export function sayFileProblems(
  { t }: Pick<Call, 't'>,
  name: string,
  problems: readonly FileProblem[],
  noFile: string,
): string {
  const [first] = problems;
  if (!first || first.code === 'format') return noFile;
  const left = problems.length - NAMED_PROBLEMS;
  return [
    t('transfer:wrong', { file: escapeMarkdown(name) }),
    ...problems
      .slice(0, NAMED_PROBLEMS)
      .flatMap((problem) => (problem.code === 'format' ? [] : [`- ${sayFileProblem(t, problem)}`])),
    ...(left > 0 ? [t('articles:more', { count: left })] : []),
    t('transfer:nothing'),
  ].join('\n');
}

function sayFileProblem(t: Translate, problem: Exclude<FileProblem, { code: 'format' }>): string {
  switch (problem.code) {
    case 'syntax':
      return t('transfer:problems.syntax', { line: problem.line });
    case 'setting': {
      const { field, line } = problem;
      const value = escapeMarkdown(problem.value);
      return t('transfer:problems.setting', { line, field, name: t(`audit:fields.${field}`), value });
    }
    case 'unknown':
      return t('transfer:problems.unknown', { line: problem.line, field: escapeMarkdown(problem.field.slice(0, 60)) });
    case 'item': {
      const { kind, number, field } = problem;
      return t(`transfer:problems.item.${kind}`, { number, field: escapeMarkdown(field.slice(0, 60)) });
    }
    case 'too-many':
      return t(`transfer:problems.tooMany.${problem.kind}`, { max: CONTENT_LIMITS.items });
    case 'twice':
      return t(`transfer:problems.twice.${problem.kind}`);
  }
}
