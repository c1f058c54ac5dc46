import type { Call } from '../../src/dialogue/call.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import { REACTIONS, VIOLATION_KINDS, type ViolationKind } from '../../src/kinds/violations.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import type { ChoiceField, Form, TextField } from '../../src/messages/form.ts';
import { LIMITS } from '../../src/messages/limits.ts';
import { findLabels, openLabels } from '../../src/violations/clients.ts';
import { ENTRY_LIMITS, type Entry } from '../../src/violations/entries.ts';
import { isSameLabel } from '../../src/violations/list.ts';
import { WEIGHTS } from './controls.ts';

/** Value of the option "another client" in the list of one's own. */
export const NEW_CLIENT = 'new-client';
/** Maximum clients in the list, beside the option for another one. */
const CLIENTS_SHOWN = LIMITS.options - 1;
/** Maximum characters of "when, and what did it cost". */
const WHEN_LENGTH = 100;

/** The form's initial values. */
export interface FormStart {
  /** Chosen with the command: its field then makes room for how much it weighed. */
  readonly kind?: ViolationKind | undefined;
  /** Values of its fields: of an edited entry, or as typed before. */
  readonly says?: Says | undefined;
}

export type Says = { readonly [F in SaidField]?: Entry[F] | undefined } & {
  /** When it was and what it cost, as typed. */
  readonly when?: string | undefined;
  /** "Another client" was chosen. */
  readonly newClient?: boolean | undefined;
};
type SaidField = 'kind' | 'story' | 'clientLabel' | 'reaction' | 'weight' | 'nextStep';

/** The form that logs a violation, with the person's own clients to choose from. */
export async function logForm(call: Call, submits: CustomId, start: FormStart): Promise<Form> {
  const { t, person, services } = call;
  // Remembered as they are stored, sealed.
  const recent = await ifReachable(call, () =>
    services.memory.recall(`clients ${person.id}`, () => findLabels(services, person.id, CLIENTS_SHOWN)),
  );
  const { says = {} } = start;
  const client = clientChoice(call, openLabels(services, recent?.rows ?? []), says) ?? clientText(call, says);
  const shared = [storyField(call, start), whenField(call, says), client, reactionField(call, start)];
  return {
    title: start.kind
      ? t('violations:form.titleKind', { kind: t(`violations:kinds.${start.kind}`) })
      : t('violations:form.title'),
    submits,
    fields: start.kind ? [...shared, weightField(call, start)] : [kindField(call, start), ...shared],
  };
}

/** The form that corrects an entry. A label is typed: it may be wrong in the list as well. */
export function entryForm(call: Call, submits: CustomId, says: Says): Form {
  const start = { says };
  return {
    title: call.t('violations:edit.title'),
    submits,
    fields: [
      kindField(call, start),
      storyField(call, start),
      clientText(call, says),
      reactionField(call, start),
      weightField(call, start),
    ],
  };
}

/** The form that names the client of an entry. */
export function clientForm(call: Call, submits: CustomId): Form {
  return {
    title: call.t('violations:client.title'),
    submits,
    fields: [{ ...clientText(call, {}), required: true }],
  };
}

function kindField({ t }: Call, { says = {} }: FormStart): ChoiceField {
  return {
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
}

function storyField({ t }: Call, { kind, says = {} }: FormStart): TextField {
  return {
    type: 'text',
    long: true,
    id: 'story',
    label: t('violations:form.story.label'),
    hint: t('violations:form.story.hint'),
    example: t(`violations:form.examples.${kind ?? says.kind ?? 'after-hours'}`),
    max: ENTRY_LIMITS.story,
    ...(says.story ? { value: says.story } : {}),
  };
}

function whenField({ t }: Call, { when }: Says): TextField {
  return {
    type: 'text',
    id: 'when',
    label: t('violations:form.when.label'),
    hint: t('violations:form.when.hint'),
    example: t('violations:form.when.example'),
    required: false,
    max: WHEN_LENGTH,
    ...(when ? { value: when } : {}),
  };
}

/** One's own clients as a list; undefined without any, and for a label that is not among them. */
function clientChoice({ t }: Call, labels: readonly string[], says: Says): ChoiceField | undefined {
  const { clientLabel, newClient = false } = says;
  const chosen = labels.find((label) => clientLabel !== undefined && isSameLabel(label, clientLabel));
  if (labels.length === 0 || (clientLabel && !chosen)) return undefined;
  return {
    type: 'choice',
    as: 'list',
    id: 'client',
    label: t('violations:form.client.choose'),
    hint: t('violations:form.client.chooseHint'),
    prompt: t('violations:form.client.prompt'),
    required: false,
    options: [
      ...labels.map((label) => ({ value: label, label, chosen: label === chosen })),
      { value: NEW_CLIENT, label: t('violations:form.client.new'), chosen: newClient },
    ],
  };
}

function clientText({ t }: Call, { clientLabel }: Says): TextField {
  return {
    type: 'text',
    id: 'client',
    label: t('violations:form.client.label'),
    hint: t('violations:form.client.hint'),
    example: t('violations:form.client.example'),
    required: false,
    max: ENTRY_LIMITS.clientLabel,
    ...(clientLabel ? { value: clientLabel } : {}),
  };
}

function reactionField({ t }: Call, { says = {} }: FormStart): ChoiceField {
  return {
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
}

function weightField({ t }: Call, { says = {} }: FormStart): ChoiceField {
  return {
    type: 'choice',
    as: 'list',
    id: 'weight',
    label: t('violations:form.weight.label'),
    prompt: t('violations:form.weight.prompt'),
    required: false,
    options: WEIGHTS.map((value) => ({
      value,
      label: t(`violations:weights.${value}`),
      chosen: Number(value) === says.weight,
    })),
  };
}
