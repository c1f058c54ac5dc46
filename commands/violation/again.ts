import type { SourceMessage } from '../../src/dialogue/action.ts';
import { isReaction, isViolationKind } from '../../src/kinds/violations.ts';
import type { FormValues } from '../../src/messages/form.ts';
import { cut } from '../../src/messages/limits.ts';
import type { ParamValues } from '../../src/messages/params.ts';
import { cleanText } from '../../src/text/clean-text.ts';
import { ENTRY_LIMITS } from '../../src/violations/entries.ts';
import { readTyped } from '../fill-again.ts';
import { type againParams, WEIGHTS } from './controls.ts';
import { NEW_CLIENT, type Says } from './form.ts';

/** The texts of a violation's forms, in their order in messages: a new one goes to the end, for older messages. */
export const TEXT_FIELDS = ['story', 'client', 'nextStep', 'when'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

type Again = ParamValues<typeof againParams>;

/** The texts of a submitted form. A client chosen from the list is a text as well: its label. */
export function textsIn(values: Pick<FormValues, 'text' | 'choice'>): Record<TextField, string> {
  const [story, when, nextStep] = [values.text('story'), values.text('when'), values.text('nextStep')];
  const typed = values.text('client');
  const chosen = typed || isNewClient(values) ? typed : cleanText(values.choice('client') ?? '').trim();
  return { story, client: cut(chosen, ENTRY_LIMITS.clientLabel), nextStep, when };
}

/** Whether "another client" was chosen. */
export function isNewClient(values: Pick<FormValues, 'text' | 'choice'>): boolean {
  return values.text('client') === '' && values.choice('client') === NEW_CLIENT;
}

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
    ? { story: typed.story, clientLabel: typed.client, nextStep: typed.nextStep, when: typed.when }
    : { story: stored.story, clientLabel: stored.clientLabel, nextStep: stored.nextStep };
  return { ...texts, kind, reaction, weight: weight === undefined ? undefined : Number(weight) };
}
