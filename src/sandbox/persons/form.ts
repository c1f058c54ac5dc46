import type { APIAttachment } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { resolvedData } from '../interactions/create.ts';
import type { FieldView } from '../protocol.ts';
import type { ComponentBody, ModalBody } from '../rules/bodies.ts';
import { C, SELECT_TYPES } from '../rules/components.ts';
import type { ChannelState } from '../world/state.ts';
import { type GivenFile, type HasId, NotPossible, storeGiven } from './commands.ts';

export type GivenValue = string | boolean | HasId | GivenFile | readonly (string | HasId | GivenFile)[];
export type GivenValues = Readonly<Record<string, GivenValue | undefined>>;

/** The form's fields, and the texts between them. */
export function fieldsOf(modal: ModalBody): FieldView[] {
  return modal.components.flatMap((top) => {
    const field = top.type === C.Label ? top.component : top.type === C.ActionRow ? top.components?.[0] : undefined;
    return field ? [seen(field, top.type === C.Label ? top : field, top.description ?? '')] : [];
  });
}

export function formText(modal: ModalBody): string {
  return modal.components.flatMap((top) => (top.type === C.TextDisplay ? [top.content ?? ''] : [])).join('\n');
}

function seen(field: ComponentBody, labelled: ComponentBody, description: string): FieldView {
  const text = field.type === C.TextInput;
  const chosen = [
    ...(field.options ?? []).filter((option) => option.default).map((option) => option.value),
    ...(field.default_values ?? []).map((value) => value.id),
  ];
  const required = field.type === C.Checkbox ? false : field.required !== false;
  return {
    customId: field.custom_id ?? '',
    type: field.type,
    label: labelled.label ?? '',
    description,
    placeholder: field.placeholder ?? '',
    required,
    value: text ? (field.value ?? '') : field.type === C.Checkbox ? field.default === true : chosen,
    options: (field.options ?? []).map((option) => ({
      label: option.label,
      value: option.value,
      description: option.description ?? '',
    })),
    min: text
      ? (field.min_length ?? 0)
      : field.type === C.RadioGroup
        ? Number(required)
        : (field.min_values ?? Number(required)),
    max: text
      ? (field.max_length ?? 4000)
      : (field.max_values ?? (field.type === C.CheckboxGroup ? (field.options?.length ?? 1) : 1)),
    multiline: field.style === 2,
  };
}

/**
 * The `data` of a submitted form. Keys of `given` are custom ids or labels; fields not given keep their initial value. Throws
 * NotPossible.
 */
export function submission(
  core: Core,
  channel: ChannelState,
  modal: ModalBody,
  given: GivenValues,
): Record<string, unknown> {
  const ids = {
    users: [] as string[],
    roles: [] as string[],
    channels: [] as string[],
    attachments: [] as APIAttachment[],
  };
  const fields = fieldsOf(modal);
  const unknown = Object.keys(given).filter(
    (key) => !fields.some((field) => field.customId === key || field.label === key),
  );
  if (unknown.length > 0)
    throw new NotPossible(
      `The form "${modal.title}" has no field "${unknown.join('", "')}", but ${fields.map((field) => field.customId).join(', ')}`,
    );
  let id = 0;
  const next = (own: number | null | undefined) => own || ++id;
  const value = (component: ComponentBody) => {
    const field = fields.find((known) => known.customId === component.custom_id);
    if (field === undefined) throw new NotPossible('A field without custom id');
    return {
      type: component.type,
      id: next(component.id),
      custom_id: field.customId,
      ...fieldValue(core, channel, field, given[field.customId] ?? given[field.label], ids),
    };
  };
  const components = modal.components.map((top) => {
    const own = { type: top.type, id: next(top.id) };
    if (top.type === C.Label && top.component) return { ...own, component: value(top.component) };
    if (top.type === C.ActionRow) return { ...own, components: (top.components ?? []).map(value) };
    return own;
  });
  const resolved = resolvedData(core, channel, ids);
  return { custom_id: modal.custom_id, components, ...(resolved ? { resolved } : {}) };
}

function fieldValue(
  core: Core,
  channel: ChannelState,
  field: FieldView,
  given: GivenValue | undefined,
  ids: { users: string[]; roles: string[]; channels: string[]; attachments: APIAttachment[] },
): object {
  const wrong = (what: string) => new NotPossible(`The field "${field.label}" (${field.customId}) ${what}`);
  if (field.type === C.Checkbox) return { value: typeof given === 'boolean' ? given : field.value === true };
  if (field.type === C.TextInput) {
    const text = given === undefined ? String(field.value) : String(given);
    if (text === '' && field.required) throw wrong('is required');
    if (text !== '' && (text.length < field.min || text.length > field.max))
      throw wrong(`takes ${field.min} to ${field.max} characters, not ${text.length}`);
    return { value: text };
  }
  const list: readonly (string | boolean | HasId | GivenFile)[] =
    given === undefined ? (Array.isArray(field.value) ? field.value : []) : isList(given) ? given : [given];
  const values = list.map((item) => {
    if (field.type === C.FileUpload) {
      if (typeof item !== 'object' || !('content' in item)) throw wrong('takes files');
      const stored = storeGiven(core, channel.id, item);
      ids.attachments.push(stored);
      return stored.id;
    }
    if (typeof item === 'object' && 'id' in item) return item.id;
    const option = field.options.find((known) => known.value === item || known.label === item);
    if (field.options.length > 0 && option === undefined)
      throw wrong(`has no choice ${JSON.stringify(item)}, but ${field.options.map((known) => known.value).join(', ')}`);
    return option?.value ?? String(item);
  });
  if (values.length === 0 && field.required) throw wrong('is required');
  if (values.length > 0 && (values.length < field.min || values.length > field.max))
    throw wrong(`takes ${field.min} to ${field.max} values`);
  if (field.type === C.RadioGroup) return { value: values[0] ?? null };
  noteIds(core, field.type, values, ids);
  return { values };
}

function isList(given: GivenValue): given is readonly (string | HasId | GivenFile)[] {
  return Array.isArray(given);
}

/** Sorts picked ids into the groups of `resolved`. */
export function noteIds(
  core: Core,
  type: number,
  values: readonly string[],
  ids: { users: string[]; roles: string[]; channels: string[] },
): void {
  if (!SELECT_TYPES.includes(type) || type === C.StringSelect) return;
  for (const value of values)
    if (type === C.ChannelSelect) ids.channels.push(value);
    else if (core.world.users.has(value)) ids.users.push(value);
    else ids.roles.push(value);
}
