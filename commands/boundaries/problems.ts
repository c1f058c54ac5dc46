import type { Call } from '../../src/dialogue/call.ts';
import { shorten } from '../../src/messages/limits.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { sayRange } from '../../src/sheet/editable.ts';
import type { PartProblem, PartQuestion } from '../../src/sheet/read-part.ts';
import { SHEET_LIMITS, type Span } from '../../src/sheet/sheet.ts';
import { saySpans } from '../../src/sheet/words.ts';

/** A problem as a line that names the field, the fault and the remedy. */
export function problemLine(call: Call, problem: PartProblem): string {
  const { t } = call;
  const label = t(`boundaries:form.${problem.field}.label`);
  return `- ${t('boundaries:problems.field', { label, problem: sayProblem(call, problem) })}`;
}

function sayProblem(call: Call, problem: PartProblem): string {
  const { t } = call;
  if ('problem' in problem && problem.field === 'hours') {
    const { problem: hours } = problem;
    if (hours.code === 'overlap') {
      const [first, second] = hours.spans.map((span) => saySpan(call, span));
      return t('boundaries:problems.hours.overlap', { first: first ?? '', second: second ?? '' });
    }
    if (hours.code === 'too-many') return t('boundaries:problems.hours.too-many', { max: SHEET_LIMITS.spans });
    return t(`boundaries:problems.hours.${hours.code}`, { at: typedText(hours.at) });
  }
  if ('problem' in problem) {
    const { problem: away } = problem;
    if (away.code === 'too-many') return t('boundaries:problems.timeOff.too-many', { max: SHEET_LIMITS.timeOff });
    return t(`boundaries:problems.timeOff.${away.code}`, { at: typedText(away.at) });
  }
  const typed = typedText(problem.typed);
  if ('similar' in problem && problem.reason === 'time' && problem.similar.length > 0)
    return t('boundaries:problems.zoneTime', { typed, zones: problem.similar.join(', ') });
  if ('similar' in problem)
    return problem.similar.length === 0
      ? t('boundaries:problems.zone', { typed })
      : t('boundaries:problems.zoneSimilar', { zones: problem.similar.join(', ') });
  const { field, code } = problem;
  const example = field === 'methods' || field === 'country' ? '' : t(`boundaries:form.${field}.example`);
  return t(`boundaries:problems.${code}`, { typed, example: example.replaceAll('\n', '; ') });
}

/** A question as a sentence. */
export function sayQuestion(call: Call, question: PartQuestion): string {
  if (question.code === 'always') return call.t('boundaries:questions.always');
  return call.t('boundaries:questions.night', {
    hours: question.spans.map((span) => sayRange(span, call.person.locale)).join(', '),
  });
}

function saySpan({ t, person }: Call, span: Span): string {
  return saySpans([span], { t, locale: person.locale });
}

function typedText(text: string): string {
  return escapeMarkdown(shorten(text.replaceAll(/\s+/g, ' '), 80));
}
