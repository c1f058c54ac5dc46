import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Command, Option, SlashCommand } from '../dialogue/command.ts';
import { type CommandTexts, localisations } from '../dialogue/command-texts.ts';
import type { Translator } from '../i18n/translator.ts';
import { LIMITS, shorten } from '../messages/limits.ts';
import { CHANNEL_TYPES } from './channel-kinds.ts';

/**
 * The bodies that register all commands with Discord, in every language. Commands with the same first name become one command
 * with subcommands (and groups); they must agree on who may use them and where.
 *
 * @throws if they do not, or if a text is missing.
 */
export function buildCommands(
  commands: readonly Command[],
  texts: CommandTexts,
  translator: Translator,
): RESTPostAPIApplicationCommandsJSONBody[] {
  const roots = Map.groupBy(commands, (command) => command.key.split('.')[0] ?? '');
  return [...roots].map(([root, members]) => {
    const [first] = members;
    if (!first) throw new Error('an empty group');
    if (members.some(({ access, contexts }) => access !== first.access || contexts !== first.contexts))
      throw new Error(`the commands of /${root} differ in access or contexts`);
    const shared = { ...rights(first), nsfw: false };
    if (first.type === 'message' || members.some(({ type }) => type === 'message')) {
      if (members.length > 1) throw new Error(`several commands have the key ${root}`);
      const { name, name_localizations } = texts(root);
      return { type: ApplicationCommandType.Message, name, name_localizations, ...shared };
    }
    const slash = members.filter((command) => command.type === 'slash');
    return {
      type: ApplicationCommandType.ChatInput,
      ...texts(root),
      ...shared,
      options: optionsOfRoot(root, slash, texts, translator),
    };
  });
}

function rights({ access, contexts }: Command) {
  const everywhere = contexts === 'everywhere';
  return {
    default_member_permissions: access === 'moderator' ? PermissionFlagsBits.ManageGuild.toString() : null,
    contexts: everywhere
      ? [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel]
      : [InteractionContextType.Guild],
    integration_types: everywhere
      ? [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall]
      : [ApplicationIntegrationType.GuildInstall],
  };
}

function optionsOfRoot(
  root: string,
  members: readonly SlashCommand[],
  texts: CommandTexts,
  translator: Translator,
): APIApplicationCommandOption[] {
  const alone = members.find((command) => command.key === root);
  if (alone) {
    if (members.length > 1) throw new Error(`/${root} is a command and a group`);
    return basicOptions(alone, texts, translator);
  }
  const subcommand = (command: SlashCommand): APIApplicationCommandSubcommandOption => ({
    type: ApplicationCommandOptionType.Subcommand,
    ...texts(command.key),
    options: basicOptions(command, texts, translator),
  });
  const bySecond = Map.groupBy(members, (command) => command.key.split('.').slice(0, 2).join('.'));
  return [...bySecond].flatMap(([path, group]): APIApplicationCommandOption[] => {
    if (group.some((command) => command.key === path)) {
      if (group.length > 1) throw new Error(`${path} is a subcommand and a group`);
      return group.map(subcommand);
    }
    return [{ type: ApplicationCommandOptionType.SubcommandGroup, ...texts(path), options: group.map(subcommand) }];
  });
}

function basicOptions(
  command: SlashCommand,
  texts: CommandTexts,
  translator: Translator,
): APIApplicationCommandBasicOption[] {
  const options = Object.entries(command.options).map(([name, option]) =>
    presentOption(option, texts(`${command.key}.options.${name}`), name, translator),
  );
  // Discord refuses an optional option before a required one.
  return options.toSorted((a, b) => Number(b.required ?? false) - Number(a.required ?? false));
}

function presentOption(
  option: Option,
  texts: ReturnType<CommandTexts>,
  name: string,
  translator: Translator,
): APIApplicationCommandBasicOption {
  if (texts.name !== name) throw new Error(`the option ${name} is called ${texts.name} in English`);
  const base = { ...texts, required: option.required ?? false };
  switch (option.type) {
    case 'text':
      return {
        type: ApplicationCommandOptionType.String,
        ...base,
        ...(option.minLength === undefined ? {} : { min_length: option.minLength }),
        ...(option.maxLength === undefined ? {} : { max_length: option.maxLength }),
        ...(option.suggest ? { autocomplete: true } : {}),
      };
    case 'choice':
      return {
        type: ApplicationCommandOptionType.String,
        ...base,
        choices: option.values.map((value) => ({
          value,
          name: shorten(option.label(translator('en'), value), LIMITS.suggestion),
          name_localizations: localisations((locale) =>
            shorten(option.label(translator(locale), value), LIMITS.suggestion),
          ),
        })),
      };
    case 'number':
      return {
        type: ApplicationCommandOptionType.Integer,
        ...base,
        ...(option.min === undefined ? {} : { min_value: option.min }),
        ...(option.max === undefined ? {} : { max_value: option.max }),
      };
    case 'boolean':
      return { type: ApplicationCommandOptionType.Boolean, ...base };
    case 'channel':
      return {
        type: ApplicationCommandOptionType.Channel,
        ...base,
        channel_types: option.kinds.map((kind) => CHANNEL_TYPES[kind]),
      };
    case 'role':
      return { type: ApplicationCommandOptionType.Role, ...base };
    case 'person':
      return { type: ApplicationCommandOptionType.User, ...base };
    case 'file':
      return { type: ApplicationCommandOptionType.Attachment, ...base };
  }
}
