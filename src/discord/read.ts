import {
  type AnySelectMenuInteraction,
  type BaseInteraction,
  type ChannelType,
  type ChatInputCommandInteraction,
  ComponentType,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { SelectInput, SourceMessage } from '../dialogue/action.ts';
import type { Arguments, Option, Options } from '../dialogue/command.ts';
import type { PickedChannel } from '../dialogue/picked.ts';
import type { FormValues, UploadedFile } from '../messages/form.ts';
import { cleanText } from '../text/clean-text.ts';
import { kindOf } from './channel-kinds.ts';

/**
 * Reads a command's arguments by its options, texts in stored form. Values validated by Discord (types, ranges, choices) are not
 * checked again.
 */
export function readArguments(interaction: ChatInputCommandInteraction, options: Options): Arguments<Options> {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, readOption(interaction, name, option)]),
  );
}

/** The options that a person typed themselves; values chosen from suggestions are quickly chosen again. */
export function readTypedFields(
  interaction: ChatInputCommandInteraction,
  options: Options,
): { readonly text: string }[] {
  return Object.entries(options).flatMap(([name, option]) => {
    const text = option.type === 'text' && !option.suggest ? readOption(interaction, name, option) : undefined;
    return typeof text === 'string' ? [{ text }] : [];
  });
}

function readOption(
  interaction: ChatInputCommandInteraction,
  name: string,
  option: Option,
): Arguments<Options>[string] {
  const { options } = interaction;
  switch (option.type) {
    case 'text':
    case 'choice': {
      const text = options.getString(name);
      return text === null ? undefined : cleanText(text);
    }
    case 'number':
      return options.getInteger(name) ?? undefined;
    case 'boolean':
      return options.getBoolean(name) ?? undefined;
    case 'channel':
      return readChannel(interaction, name);
    case 'role': {
      const role = options.getRole(name);
      return role ? { id: role.id, name: cleanText(role.name) } : undefined;
    }
    case 'person': {
      const user = options.getUser(name);
      return user ? { id: user.id } : undefined;
    }
    case 'file': {
      const file = options.getAttachment(name);
      return file ? upload(file) : undefined;
    }
  }
}

function upload({ name, url, size, contentType }: UploadedFile): UploadedFile {
  return { name: cleanText(name), url, size, contentType };
}

function readChannel(interaction: ChatInputCommandInteraction, name: string): PickedChannel | undefined {
  const channel = interaction.options.getChannel(name);
  return channel ? pick(channel, interaction) : undefined;
}

/** The values of a select, and the channels or roles they stand for. */
export function readSelect(interaction: AnySelectMenuInteraction): Pick<SelectInput, 'values' | 'channels' | 'roles'> {
  const channels = interaction.isChannelSelectMenu() ? [...interaction.channels.values()] : [];
  const roles = interaction.isRoleSelectMenu() ? [...interaction.roles.values()] : [];
  return {
    values: interaction.values,
    channels: channels.map((channel) => pick(channel, interaction)),
    roles: roles.map(({ id, name }) => ({ id, name: cleanText(name) })),
  };
}

interface ReceivedChannel {
  readonly id: string;
  readonly type: ChannelType;
  readonly name?: string | null;
  readonly app_permissions?: string;
}

function pick(channel: ReceivedChannel, { guild }: BaseInteraction): PickedChannel {
  // A cached channel (the usual case) computes the bot's permissions from roles and overwrites; an uncached one includes them.
  const cached = guild?.channels.cache.get(channel.id);
  const me = guild?.members.me;
  const carried = channel.app_permissions === undefined ? undefined : BigInt(channel.app_permissions);
  const appPermissions = cached && me ? cached.permissionsFor(me).bitfield : carried;
  return { id: channel.id, name: cleanText(channel.name ?? ''), kind: kindOf(channel.type), appPermissions };
}

/** The texts and files of the message with a control (ours: Components V2, or plain content). */
export function readSource(message: MessageComponentInteraction['message'] | null): SourceMessage | undefined {
  if (!message) return undefined;
  return {
    id: message.id,
    channelId: message.channelId,
    posted: isOwnPost(message),
    answers: message.interactionMetadata?.user.id,
    texts: [...(message.content ? [message.content] : []), ...textDisplays(message.components)].map(cleanText),
    files: message.attachments.map(({ name, url, size }) => ({ name: cleanText(name), url, size })),
  };
}

/** The texts of a message's text blocks, top to bottom. */
export function textDisplays(components: readonly { readonly type: ComponentType }[]): string[] {
  return components.flatMap((component) => {
    if (component.type === ComponentType.TextDisplay && 'content' in component) return [String(component.content)];
    return 'components' in component && Array.isArray(component.components) ? textDisplays(component.components) : [];
  });
}

function isOwnPost({ author, client, flags, interactionMetadata }: MessageComponentInteraction['message']): boolean {
  return author.id === client.user.id && !flags.has(MessageFlags.Ephemeral) && !interactionMetadata;
}

/** A form's submitted values, texts in stored form. */
export function readForm(interaction: ModalSubmitInteraction): FormValues {
  const { fields } = interaction.fields;
  const listed = (id: string): readonly string[] => {
    const field = fields.get(id);
    if (!field) return [];
    if ('values' in field) return [...field.values];
    return 'value' in field && typeof field.value === 'string' ? [field.value] : [];
  };
  const typed = [...fields.values()].flatMap((field) =>
    field.type === ComponentType.TextInput ? [{ id: field.customId, text: cleanText(field.value) }] : [],
  );
  return {
    typed,
    text: (id) => typed.find((field) => field.id === id)?.text.trim() ?? '',
    choice: (id) => listed(id)[0],
    choices: listed,
    files(id): readonly UploadedFile[] {
      const field = fields.get(id);
      if (field?.type !== ComponentType.FileUpload) return [];
      return [...(field.attachments?.values() ?? [])].map(upload);
    },
  };
}
