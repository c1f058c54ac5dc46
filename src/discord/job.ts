import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Embed,
  EmbedType,
  type Interaction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Guarded } from '../dialogue/access.ts';
import type { Action, ActionDefer, Progress, Rescue } from '../dialogue/action.ts';
import type { Call } from '../dialogue/call.ts';
import type { Catalogue } from '../dialogue/catalogue.ts';
import type { Command } from '../dialogue/command.ts';
import { decodeValues, parseId } from '../messages/custom-id.ts';
import type { Params, ParamValues } from '../messages/params.ts';
import type { MessageReply, Reply } from '../messages/reply.ts';
import { cleanText } from '../text/clean-text.ts';
import { readArguments, readForm, readSelect, readSource, textDisplays } from './read.ts';

export type Kind = 'command' | 'autocomplete' | 'button' | 'select' | 'form' | 'unknown';

/** The work for an interaction whose target is known. */
export interface InteractionJob extends Guarded {
  readonly kind: Kind;
  readonly name: string;
  readonly defer: ActionDefer | undefined;
  readonly progress: Progress | undefined;
  /** Whether it only shows another page. */
  readonly reads: boolean;
  readonly run: (call: Call) => Reply | Promise<Reply>;
  readonly rescue?: (rescue: Rescue) => MessageReply;
}

/** The job an interaction asks for; undefined for a control that no longer exists, or was never the bot's. */
export function findJob(catalogue: Catalogue, interaction: Interaction): InteractionJob | undefined {
  if (interaction.isAutocomplete())
    return jobOf('autocomplete', catalogue.slash(keyOf(interaction)), () => neverRuns());
  if (interaction.isChatInputCommand()) {
    const command = catalogue.slash(keyOf(interaction));
    const args = () => readArguments(interaction, command?.options ?? {});
    const progress = command?.progress;
    return jobOf(
      'command',
      command,
      (call) => command?.run(call, args()),
      progress && ((call) => progress(call, args())),
    );
  }
  if (interaction.isMessageContextMenuCommand()) return messageJob(catalogue, interaction);
  if (interaction.isMessageComponent() || interaction.isModalSubmit()) return actionJob(catalogue, interaction);
  return undefined;
}

function messageJob(
  catalogue: Catalogue,
  interaction: MessageContextMenuCommandInteraction,
): InteractionJob | undefined {
  const command = catalogue.message(interaction.commandName);
  const target = interaction.targetMessage;
  return jobOf('command', command, (call) =>
    command?.run(call, { id: target.id, text: cleanText(textOfMessage(target)) }),
  );
}

function actionJob(
  catalogue: Catalogue,
  interaction: MessageComponentInteraction | ModalSubmitInteraction,
): InteractionJob | undefined {
  const parsed = parseId(interaction.customId);
  const action = parsed && catalogue.action(parsed.action);
  if (!action || !matches(action, interaction)) return undefined;
  const values = decodeValues(action.params, parsed.raw);
  if (!values) return undefined;
  const { name, access, contexts = 'everywhere', defer, progress, reads = false } = action;
  const run = (call: Call) => runAction(action, call, values, interaction);
  const rescue = rescueOf(action, values, interaction);
  return { kind: action.type, name, access, contexts, defer, progress, reads, run, ...(rescue ? { rescue } : {}) };
}

function jobOf(
  kind: Kind,
  command: Command | undefined,
  run: (call: Call) => Reply | Promise<Reply> | undefined,
  progress?: Progress,
): InteractionJob | undefined {
  if (!command) return undefined;
  const { key, access, contexts, defer } = command;
  return {
    kind,
    name: key,
    access,
    contexts,
    defer,
    progress,
    reads: false,
    run: (call) => run(call) ?? neverRuns(),
  };
}

function neverRuns(): never {
  throw new Error('this interaction has no handler to run');
}

function matches(action: Action, interaction: MessageComponentInteraction | ModalSubmitInteraction): boolean {
  if (action.type === 'form') return interaction.isModalSubmit();
  if (action.type === 'button') return interaction.isButton();
  return interaction.isAnySelectMenu();
}

function rescueOf(
  action: Action,
  values: ParamValues<Params>,
  interaction: MessageComponentInteraction | ModalSubmitInteraction,
): InteractionJob['rescue'] {
  const { rescue } = action.type === 'form' ? action : {};
  if (!rescue || !interaction.isModalSubmit()) return undefined;
  return (failed) => rescue(failed, values, readForm(interaction));
}

function runAction(
  action: Action,
  call: Call,
  values: ParamValues<Params>,
  interaction: MessageComponentInteraction | ModalSubmitInteraction,
): Reply | Promise<Reply> {
  const message = readSource(interaction.message);
  if (action.type === 'form') {
    if (!interaction.isModalSubmit()) return neverRuns();
    return action.run(call, values, { message, values: readForm(interaction) });
  }
  if (action.type === 'button') return action.run(call, values, { message });
  if (!interaction.isAnySelectMenu()) return neverRuns();
  return action.run(call, values, { message, ...readSelect(interaction) });
}

/** `command`, `command.sub` or `command.group.sub`. */
export function keyOf(interaction: ChatInputCommandInteraction | AutocompleteInteraction): string {
  const { commandName, options } = interaction;
  return [commandName, options.getSubcommandGroup(false), options.getSubcommand(false)].filter(Boolean).join('.');
}

type Target = MessageContextMenuCommandInteraction['targetMessage'];

/**
 * The whole text of a message: its author's text, forwarded messages, text blocks, and embeds, which contain mails or posts of
 * other bots.
 */
export function textOfMessage(message: Target): string {
  const texts = [message, ...message.messageSnapshots.values()].flatMap(({ content, components, embeds }) => [
    content ?? '',
    ...textDisplays(components ?? []),
    ...(embeds ?? []).map(sayEmbed),
  ]);
  return [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== '').join('\n\n');
}

/** The text of an embed. A link's embed is omitted: it shows the linked page, not the author's words. */
function sayEmbed({ title, description, fields, data: { type = EmbedType.Rich } }: Embed): string {
  if (type !== EmbedType.Rich) return '';
  const lines = [title, description, ...fields.map(({ name, value }) => `${name}: ${value}`)];
  return lines.filter(Boolean).join('\n');
}
