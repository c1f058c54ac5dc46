import type { Temporal } from 'temporal-polyfill';
import type { Translate } from '../../src/i18n/translator.ts';
import { isReaction, isViolationKind, type Reaction, type ViolationKind } from '../../src/kinds/violations.ts';
import type { FormValues } from '../../src/messages/form.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { readWhen, type WhenAndCost, type WhenProblem } from '../../src/violations/read-when.ts';

/** Values that every form of an entry asks for. */
export interface ReadEntry {
  readonly kind: ViolationKind;
  readonly reaction: Reaction;
  /** Undefined if it was not asked, or left out. */
  readonly weight: number | undefined;
  readonly story: string;
}

/** Reads a form of an entry, or names what is missing. `chosen` is the kind if the form did not ask for it. */
export function readChoices(
  t: Translate,
  chosen: ViolationKind | undefined,
  values: FormValues,
): ReadEntry | { readonly problems: readonly string[] } {
  const kind = chosen ?? values.choice('kind');
  const reaction = values.choice('reaction');
  const chosenWeight = values.choice('weight');
  const weight = chosenWeight === undefined ? undefined : Number(chosenWeight);
  const story = values.text('story');
  const problems = [
    ...(isViolationKind(kind) ? [] : [t('violations:problems.kind')]),
    ...(story === '' ? [t('violations:problems.story')] : []),
    ...(isReaction(reaction) ? [] : [t('violations:problems.reaction')]),
    ...(weight === undefined || isWeight(weight) ? [] : [t('violations:problems.weight')]),
  ];
  if (problems.length > 0 || !isViolationKind(kind) || !isReaction(reaction)) return { problems };
  return { kind, reaction, weight, story };
}

function isWeight(weight: number): boolean {
  return Number.isInteger(weight) && weight >= 1 && weight <= 5;
}

/** Reads when it was and what it cost, or names what was not understood. */
export function readWhenField(
  t: Translate,
  typed: string,
  today: Temporal.PlainDate,
): WhenAndCost | { readonly problems: readonly string[] } {
  const read = readWhen(typed, today);
  return read.ok ? read.value : { problems: read.problems.map((problem) => sayProblem(t, problem)) };
}

function sayProblem(t: Translate, problem: WhenProblem): string {
  const typed = escapeMarkdown(problem.typed);
  switch (problem.about) {
    case 'day':
      return t(`violations:edit.problems.day.${problem.problem}`, { typed });
    case 'hours':
    case 'amount':
      return t(`violations:edit.problems.${problem.about}.${problem.problem}`, { typed });
    default:
      return t(`violations:problems.${problem.about}`, { typed });
  }
}
