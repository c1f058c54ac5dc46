import { botId, type Core } from '../core.ts';
import { isConnected } from '../gateway/gateway.ts';
import type { InteractionState } from '../interactions/state.ts';
import { offeredCommands } from '../persons/commands.ts';
import type {
  ChannelView,
  ChatCommandView,
  CommandOptionView,
  CommandsView,
  FaultsView,
  FormView,
  GuildView,
  MessageView,
  PersonView,
  WorldView,
} from '../protocol.ts';
import { directChannel } from '../rest/guilds.ts';
import type { CommandBody, CommandOptionBody } from '../rules/bodies.ts';
import { F } from '../rules/messages.ts';
import { guildOf, permissionsIn, T } from '../world/channels.ts';
import { shownName } from '../world/members.ts';
import { P } from '../world/permissions.ts';
import type { ChannelState, GuildState, MessageState, UserState } from '../world/state.ts';
import { formParts } from './form-view.ts';
import { violationView } from './records.ts';

/** Persons that the page can act as: everybody but the bot and the app's owner. */
export function personsOf(core: Core): UserState[] {
  const { application, users } = core.world;
  return [...users.values()].filter(({ user }) => user.bot !== true && user.id !== application.ownerId);
}

export function worldView(core: Core, me: UserState): WorldView {
  directChannel(core, [botId(core), me.user.id]);
  const { world } = core;
  return {
    me: personView(me),
    persons: personsOf(core).map(personView),
    bot: { id: botId(core), name: world.application.name, online: isConnected(core) },
    guilds: [...world.guilds.values()].map((guild) => guildView(core, guild, me)),
    directMessages: [...world.channels.values()]
      .filter((channel) => channel.guildId === null && channel.recipients.includes(me.user.id))
      .map((channel) => channelView(core, channel, me)),
    clock: { now: core.clock.now(), frozen: core.clock.frozen },
    faults: faultsView(core),
    violations: core.recorder.violations.map(violationView),
  };
}

export function personView({ user, locale, zone, dmsClosed, hasApp }: UserState): PersonView {
  return {
    id: user.id,
    name: user.global_name ?? user.username,
    username: user.username,
    locale,
    zone,
    dmsClosed,
    hasApp,
  };
}

function guildView(core: Core, guild: GuildState, me: UserState): GuildView {
  const channels = [...core.world.channels.values()].filter(
    (channel) => channel.guildId === guild.id && canSee(core, channel, me),
  );
  return {
    id: guild.id,
    name: guild.name,
    locale: guild.locale,
    unavailable: guild.unavailable,
    botInstalled: guild.installed,
    roles: guild.roles.map(({ id, name, color, managed, permissions }) => ({ id, name, color, managed, permissions })),
    members: Object.values(guild.members).flatMap((member) => {
      const user = core.world.users.get(member.userId);
      if (user === undefined) return [];
      return [
        {
          id: member.userId,
          name: shownName(guild, user),
          roles: member.roles,
          bot: user.user.bot === true,
          owner: guild.ownerId === member.userId,
        },
      ];
    }),
    channels: channels.sort((a, b) => a.position - b.position).map((channel) => channelView(core, channel, me)),
  };
}

export function canSee(core: Core, channel: ChannelState, me: UserState): boolean {
  return (permissionsIn(core, channel, me.user.id) & P.ViewChannel) !== 0n;
}

export function channelView(core: Core, channel: ChannelState, me: UserState): ChannelView {
  const granted = permissionsIn(core, channel, me.user.id);
  const other = channel.recipients.find((id) => id !== me.user.id);
  const parent = core.world.channels.get(channel.parentId ?? '');
  const tags = channel.thread
    ? (parent?.tags ?? []).filter((tag) => channel.appliedTags.includes(tag.id))
    : channel.tags;
  const sends = channel.thread ? P.SendMessagesInThreads : P.SendMessages;
  return {
    id: channel.id,
    type: channel.type,
    guildId: channel.guildId,
    parentId: channel.parentId,
    name: channel.name ?? (other === undefined ? '' : nameOf(core, other)),
    topic: channel.topic ?? '',
    position: channel.position,
    lastMessageId: channel.lastMessageId,
    archived: channel.thread?.archived ?? false,
    locked: channel.thread?.locked ?? false,
    messageCount: channel.messageCount,
    tags: tags.map(({ id, name }) => ({ id, name })),
    requireTag: channel.type === T.Forum && (channel.flags & (1 << 4)) !== 0,
    ownerId: channel.ownerId,
    canSend: channel.type !== T.Category && (granted & sends) !== 0n && channel.thread?.locked !== true,
    canManageMessages: channel.guildId !== null && (granted & P.ManageMessages) !== 0n,
  };
}

function nameOf(core: Core, userId: string, guild?: GuildState): string {
  const user = core.world.users.get(userId);
  return user === undefined ? '' : shownName(guild, user);
}

export function maySeeMessage(state: MessageState, me: UserState): boolean {
  return state.audience === null || state.audience === me.user.id;
}

export function messageView(core: Core, state: MessageState, me: UserState): MessageView {
  const channel = core.world.channels.get(state.channelId);
  const guild = channel && guildOf(core, channel);
  const interaction = core.interactions.all.get(state.interactionId ?? '');
  const used = state.message.interaction_metadata;
  return {
    message: state.message,
    authorName: nameOf(core, state.message.author.id, guild),
    ephemeral: ((state.message.flags ?? 0) & F.Ephemeral) !== 0,
    loading: state.loading,
    usedBy: used
      ? {
          id: used.user.id,
          name: nameOf(core, used.user.id, guild),
          command: interaction?.commandName ?? state.message.interaction?.name ?? null,
        }
      : null,
    myReactions: Object.entries(state.reactions).flatMap(([emoji, users]) =>
      users.includes(me.user.id) ? [emoji] : [],
    ),
  };
}

export function faultsView({ faults }: Core): FaultsView {
  return {
    rules: faults.rules.map(({ id, kind, on, times }) => ({
      id,
      kind,
      on: String(on),
      times: Number.isFinite(times) ? times : null,
    })),
    zombie: faults.isZombie(),
    refuseGateway: faults.refusesGateway(),
  };
}

/** The commands that the client offers in a channel, in the person's language. */
export function commandsView(core: Core, channel: ChannelState, me: UserState): CommandsView {
  const offered = offeredCommands(core, me, channel);
  const named = (type: number) =>
    offered
      .filter((command) => command.type === type)
      .map(({ id, name, name_localizations: names }) => ({ id, command: name, name: local(name, names, me) }));
  return {
    chat: offered
      .filter((command) => command.type === 1)
      // A registered command has the fields of its request.
      .flatMap((command) => leaves(command.id, command as unknown as CommandBody, [], [], me)),
    message: named(3),
    user: named(2),
  };
}

function leaves(
  commandId: string,
  node: CommandBody | CommandOptionBody,
  path: readonly string[],
  shown: readonly string[],
  me: UserState,
): ChatCommandView[] {
  const names = [...path, node.name];
  const labels = [...shown, local(node.name, node.name_localizations, me)];
  const nested = (node.options ?? []).filter((option) => option.type <= 2);
  if (nested.length > 0) return nested.flatMap((option) => leaves(commandId, option, names, labels, me));
  return [
    {
      commandId,
      path: names,
      name: labels.join(' '),
      description: local(node.description ?? '', node.description_localizations, me),
      options: (node.options ?? []).map((option) => optionView(option, me)),
    },
  ];
}

function optionView(option: CommandOptionBody, me: UserState): CommandOptionView {
  return {
    name: option.name,
    label: local(option.name, option.name_localizations, me),
    description: local(option.description, option.description_localizations, me),
    type: option.type,
    required: option.required ?? false,
    autocomplete: option.autocomplete ?? false,
    choices: (option.choices ?? []).map((choice) => ({
      name: local(choice.name, choice.name_localizations, me),
      value: choice.value,
    })),
    channelTypes: option.channel_types ?? [],
    min: option.min_value ?? option.min_length ?? null,
    max: option.max_value ?? option.max_length ?? null,
  };
}

function local(
  text: string,
  others: Readonly<Partial<Record<string, string | null>>> | null | undefined,
  me: UserState,
): string {
  return others?.[me.locale] ?? text;
}

export function formView(interaction: InteractionState): FormView | null {
  const { modal } = interaction;
  return modal === null
    ? null
    : { interactionId: interaction.id, customId: modal.custom_id, title: modal.title, parts: formParts(modal) };
}
