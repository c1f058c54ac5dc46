import type { Call } from '../../src/dialogue/call.ts';
import { REACTIONS, VIOLATION_KINDS, type ViolationKind } from '../../src/kinds/violations.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import type { Field, Form } from '../../src/messages/form.ts';
import { ENTRY_LIMITS, type Entry } from '../../src/violations/entries.ts';
import { WEIGHTS } from './controls.ts';

/** The form's initial values. */
export interface FormStart {
  /** Chosen with the command: its field is then replaced by "what I will do next". */
  readonly kind?: ViolationKind | undefined;
  /** Values of its fields: of an edited entry, or as typed before. */
  readonly says?: Says | undefined;
}

export type Says = { readonly [F in SaidField]?: Entry[F] | undefined };
type SaidField = 'kind' | 'story' | 'clientLabel' | 'reaction' | 'weight' | 'nextStep';

/** The form that logs a violation: five fields, twenty seconds. */
export function violationForm({ t }: Call, submits: CustomId, start: FormStart): Form {
  const { says = {} } = start;
  const kind: Field = {
    type: 'choice',
    as: 'list',
    id: 'kind',
    label: t('violations:form.kind.label'),
    prompt: t('violations:form.kind.prompt'),
    options: VIOLATION_KINDS.map((value) => ({
      value,
      label: t(`violations:kinds.${value}`),
      chosen: value === says.kind,
    })),
  };
  const nextStep: Field = {
    type: 'text',
    id: 'nextStep',
    label: t('violations:form.nextStep.label'),
    hint: t('violations:form.nextStep.hint'),
    example: t('violations:form.nextStep.example'),
    required: false,
    max: ENTRY_LIMITS.nextStep,
    ...(says.nextStep ? { value: says.nextStep } : {}),
  };
  const storyField: Field = {
    type: 'text',
    long: true,
    id: 'story',
    label: t('violations:form.story.label'),
    hint: t('violations:form.story.hint'),
    example: t(`violations:form.examples.${start.kind ?? says.kind ?? 'after-hours'}`),
    max: ENTRY_LIMITS.story,
    ...(says.story ? { value: says.story } : {}),
  };
  const client: Field = {
    type: 'text',
    id: 'client',
    label: t('violations:form.client.label'),
    hint: t('violations:form.client.hint'),
    example: t('violations:form.client.example'),
    required: false,
    max: ENTRY_LIMITS.clientLabel,
    ...(says.clientLabel ? { value: says.clientLabel } : {}),
  };
  const reaction: Field = {
    type: 'choice',
    as: 'radio',
    id: 'reaction',
    label: t('violations:form.reaction.label'),
    options: REACTIONS.map((value) => ({
      value,
      label: t(`violations:reactions.${value}`),
      chosen: value === says.reaction,
    })),
  };
  const weight: Field = {
    type: 'choice',
    as: 'list',
    id: 'weight',
    label: t('violations:form.weight.label'),
    prompt: t('violations:form.weight.prompt'),
    options: WEIGHTS.map((value) => ({
      value,
      label: t(`violations:weights.${value}`),
      chosen: Number(value) === says.weight,
    })),
  };
  const title = start.kind
    ? t('violations:form.titleKind', { kind: t(`violations:kinds.${start.kind}`) })
    : t('violations:form.title');
  const fields = start.kind
    ? [storyField, client, reaction, weight, nextStep]
    : [kind, storyField, client, reaction, weight];
  return { title, submits, fields };
}
