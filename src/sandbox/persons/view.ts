import type { APIMessage } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import type { ComponentBody } from '../rules/bodies.ts';
import { C, everyComponent, SELECT_TYPES } from '../rules/components.ts';

export interface SeenButton {
  label: string;
  customId: string | null;
  url: string | null;
  disabled: boolean;
  style: number;
}

export interface SeenSelect {
  customId: string;
  type: number;
  placeholder: string;
  disabled: boolean;
  minValues: number;
  maxValues: number;
  /** String selects only. */
  options: { label: string; value: string; description: string; default: boolean }[];
  /** Preselected values. */
  values: string[];
}

export interface SeenFile {
  name: string;
  contentType: string;
  size: number;
  url: string;
  description: string;
  bytes(): Buffer;
  text(): string;
}

/** All text of a message that a person can read: content, embeds, text displays, in this order, one line each. */
export function textOf(message: APIMessage): string {
  const embeds = message.embeds.flatMap((embed) => [
    embed.author?.name,
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    embed.footer?.text,
  ]);
  const shown = components(message).flatMap((component) =>
    component.type === C.TextDisplay ? [component.content] : [],
  );
  return [message.content, ...embeds, ...shown].filter((line) => line !== undefined && line !== '').join('\n');
}

export function buttonsOf(message: APIMessage): SeenButton[] {
  return components(message)
    .filter((component) => component.type === C.Button)
    .map((button) => ({
      label: button.label ?? button.emoji?.name ?? '',
      customId: button.custom_id ?? null,
      url: button.url ?? null,
      disabled: button.disabled ?? false,
      style: button.style ?? 1,
    }));
}

export function selectsOf(message: APIMessage): SeenSelect[] {
  return components(message)
    .filter((component) => SELECT_TYPES.includes(component.type))
    .map((select) => ({
      customId: select.custom_id ?? '',
      type: select.type,
      placeholder: select.placeholder ?? '',
      disabled: select.disabled ?? false,
      minValues: select.min_values ?? 1,
      maxValues: select.max_values ?? 1,
      options: (select.options ?? []).map((option) => ({
        label: option.label,
        value: option.value,
        description: option.description ?? '',
        default: option.default ?? false,
      })),
      values: [
        ...(select.options ?? []).filter((option) => option.default).map((option) => option.value),
        ...(select.default_values ?? []).map((value) => value.id),
      ],
    }));
}

export function filesOf(core: Core, message: APIMessage): SeenFile[] {
  return message.attachments.map((attachment) => {
    const bytes = () => core.world.files.get(attachment.id)?.bytes ?? Buffer.alloc(0);
    return {
      name: attachment.filename,
      contentType: attachment.content_type ?? '',
      size: attachment.size,
      url: attachment.url,
      description: attachment.description ?? '',
      bytes,
      text: () => bytes().toString('utf8'),
    };
  });
}

/** The component with that custom id, for its numeric id. */
export function componentOf(message: APIMessage, customId: string): ComponentBody | undefined {
  return components(message).find((component) => component.custom_id === customId);
}

function components(message: APIMessage): ComponentBody[] {
  // Response components have every field read here.
  return [...everyComponent((message.components ?? []) as ComponentBody[], [])].map(([component]) => component);
}
