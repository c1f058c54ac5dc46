import type { Translate } from '../../src/i18n/translator.ts';
import { isReaction, isViolationKind, type Reaction, type ViolationKind } from '../../src/kinds/violations.ts';
import type { FormValues } from '../../src/messages/form.ts';

/** Values that every form of an entry asks for. */
export interface ReadEntry {
  readonly kind: ViolationKind;
  readonly reaction: Reaction;
  readonly weight: number;
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
  const weight = Number(values.choice('weight'));
  const story = values.text('story');
  const problems = [
    ...(isViolationKind(kind) ? [] : [t('violations:problems.kind')]),
    ...(story === '' ? [t('violations:problems.story')] : []),
    ...(isReaction(reaction) ? [] : [t('violations:problems.reaction')]),
    ...(Number.isInteger(weight) && weight >= 1 && weight <= 5 ? [] : [t('violations:problems.weight')]),
  ];
  if (problems.length > 0 || !isViolationKind(kind) || !isReaction(reaction)) return { problems };
  return { kind, reaction, weight, story };
}
