import type { SourceMessage } from '../../src/dialogue/action.ts';
import { isReaction, isViolationKind } from '../../src/kinds/violations.ts';
import type { FormValues } from '../../src/messages/form.ts';
import type { ParamValues } from '../../src/messages/params.ts';
import { readTyped } from '../fill-again.ts';
import { type againParams, WEIGHTS } from './controls.ts';
import type { Says } from './form.ts';

/** The text fields of a violation's form. */
export const TEXT_FIELDS = ['story', 'client', 'nextStep'] as const;

type Again = ParamValues<typeof againParams>;

/** The choices of a refused form, as encoded in its button. */
export function chosenIn(values: FormValues): Omit<Again, 'kept'> {
  const [kind, reaction, weight] = [values.choice('kind'), values.choice('reaction'), values.choice('weight')];
  return {
    typedKind: isViolationKind(kind) ? kind : undefined,
    reaction: isReaction(reaction) ? reaction : undefined,
    weight: WEIGHTS.find((one) => one === weight),
  };
}

/** The entered values of a refused form; texts from `stored` if the message does not contain them. */
export function saidBefore(message: SourceMessage | undefined, again: Again, stored: Says = {}): Says {
  const { kept, typedKind: kind, reaction, weight } = again;
  const typed = readTyped(message, TEXT_FIELDS, kept);
  const texts = typed
    ? { story: typed.story, clientLabel: typed.client, nextStep: typed.nextStep }
    : { story: stored.story, clientLabel: stored.clientLabel, nextStep: stored.nextStep };
  return { ...texts, kind, reaction, weight: weight === undefined ? undefined : Number(weight) };
}
