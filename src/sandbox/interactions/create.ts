import type { APIAttachment } from 'discord-api-types/v10';
import { botId, type Core } from '../core.ts';
import { apiChannel, guildOf, permissionsIn, T } from '../world/channels.ts';
import { apiMember, resolvedMember } from '../world/members.ts';
import { messagesOf } from '../world/messages.ts';
import { P } from '../world/permissions.ts';
import type { ChannelState, MessageState, UserState } from '../world/state.ts';
import { I, type InteractionState } from './state.ts';

/** The acting person, and the place. */
export interface Actor {
  userId: string;
  channelId: string;
}

/** A person's action, ready to be sent to the bot. */
export interface Deed {
  type: number;
  data: Record<string, unknown>;
  commandName?: string;
  commandType?: number;
  /** The command's installation contexts (`integration_types`); all of them for components and forms. */
  integrationTypes?: readonly number[];
  source?: MessageState;
  target?: MessageState;
  /** The interaction that opened the form. */
  opener?: InteractionState;
}

/** Builds the payload of INTERACTION_CREATE and sends it. The caller has checked that the person may do this. */
export function startInteraction(core: Core, actor: Actor, deed: Deed): InteractionState {
  const { world, interactions } = core;
  const channel = world.channels.get(actor.channelId);
  const person = world.users.get(actor.userId);
  if (channel === undefined || person === undefined) throw new Error('No such channel or person in the sandbox');
  const guild = guildOf(core, channel);
  const member = guild?.members[actor.userId];
  const drawn = interactions.draw();
  const owners = ownersOf(core, channel, person, deed.integrationTypes ?? [0, 1]);
  const metadata = {
    id: drawn.id,
    type: deed.type,
    user: person.user,
    authorizing_integration_owners: owners,
    ...(deed.commandName === undefined ? {} : { name: deed.commandName, command_type: deed.commandType ?? 1 }),
    ...(deed.target ? { target_message_id: deed.target.message.id } : {}),
    ...(deed.type === I.Component && deed.source ? { interacted_message_id: deed.source.message.id } : {}),
    ...(deed.opener ? { triggering_interaction_metadata: deed.opener.metadata } : {}),
  };
  return interactions.start(drawn, {
    type: deed.type,
    userId: actor.userId,
    channelId: channel.id,
    guildId: channel.guildId,
    owners,
    metadata,
    commandName: deed.commandName ?? null,
    answerType:
      deed.type === I.Command ? ((deed.commandType ?? 1) === 1 ? 20 : 23) : deed.opener && !deed.source ? 20 : 19,
    sourceMessageId: deed.source?.message.id ?? null,
    referenceId: deed.target?.message.id ?? deed.source?.message.id ?? null,
    payload: {
      id: drawn.id,
      application_id: world.application.id,
      type: deed.type,
      data: deed.data,
      ...(guild
        ? {
            guild: { id: guild.id, locale: guild.locale, features: ['COMMUNITY'] },
            guild_id: guild.id,
            guild_locale: guild.locale,
          }
        : {}),
      channel: { ...apiChannel(core, channel), permissions: permissionsIn(core, channel, actor.userId).toString() },
      channel_id: channel.id,
      ...(member
        ? {
            member: {
              ...apiMember(member, person.user),
              permissions: permissionsIn(core, channel, actor.userId).toString(),
            },
          }
        : { user: person.user }),
      token: drawn.token,
      version: 1,
      ...(deed.source ? { message: deed.source.message } : {}),
      app_permissions: appPermissions(core, channel, actor.userId).toString(),
      locale: person.locale,
      entitlements: [],
      entitlement_sku_ids: [],
      authorizing_integration_owners: owners,
      context: contextOf(core, channel),
      attachment_size_limit: 10 * 1024 * 1024,
    },
  });
}

/** 0 in a server, 1 in a direct message with the bot, 2 in one between persons. */
export function contextOf(core: Core, channel: ChannelState): 0 | 1 | 2 {
  if (channel.guildId !== null) return 0;
  return channel.type === T.Dm && channel.recipients.includes(botId(core)) ? 1 : 2;
}

/** The installations that allow it: the server's (`0`), the person's own (`1`). Empty if none does. */
export function ownersOf(
  core: Core,
  channel: ChannelState,
  person: UserState,
  integrationTypes: readonly number[],
): Record<string, string> {
  const context = contextOf(core, channel);
  const guild = guildOf(core, channel);
  const byGuild = integrationTypes.includes(0) && (context === 1 || guild?.installed === true);
  const byUser = integrationTypes.includes(1) && person.hasApp;
  return {
    ...(byGuild ? { 0: guild?.id ?? '0' } : {}),
    ...(byUser ? { 1: person.user.id } : {}),
  };
}

function appPermissions(core: Core, channel: ChannelState, userId: string): bigint {
  const context = contextOf(core, channel);
  const basic = P.AttachFiles | P.EmbedLinks | P.MentionEveryone;
  if (context === 2) return basic;
  if (context === 1) return basic | P.UseExternalEmojis;
  if (guildOf(core, channel)?.members[botId(core)]) return permissionsIn(core, channel, botId(core));
  // Installed only for the person: it may do no more than that person.
  return basic & permissionsIn(core, channel, userId);
}

/** Users, roles, channels, messages and files named by values, as `resolved`. Undefined if there are none. */
export function resolvedData(
  core: Core,
  channel: ChannelState,
  ids: {
    users?: readonly string[];
    roles?: readonly string[];
    channels?: readonly string[];
    attachments?: readonly APIAttachment[];
    message?: MessageState;
  },
): Record<string, unknown> | undefined {
  const guild = guildOf(core, channel);
  const table = <T>(keys: readonly string[] | undefined, value: (id: string) => T | undefined) =>
    Object.fromEntries(
      (keys ?? []).flatMap((id) => {
        const found = value(id);
        return found === undefined ? [] : [[id, found] as const];
      }),
    );
  const parts: Record<string, Record<string, unknown>> = {
    users: table(ids.users, (id) => core.world.users.get(id)?.user),
    members: table(ids.users, (id) => {
      const member = guild?.members[id];
      return member ? resolvedMember(member, permissionsIn(core, channel, id)) : undefined;
    }),
    roles: table(ids.roles, (id) => guild?.roles.find((role) => role.id === id)),
    channels: table(ids.channels, (id) => {
      const found = core.world.channels.get(id);
      if (found === undefined) return undefined;
      return {
        ...apiChannel(core, found),
        permissions: permissionsIn(core, found, botId(core)).toString(),
        app_permissions: permissionsIn(core, found, botId(core)).toString(),
      };
    }),
    attachments: Object.fromEntries((ids.attachments ?? []).map((file) => [file.id, { ...file, ephemeral: true }])),
    messages: ids.message ? { [ids.message.message.id]: ids.message.message } : {},
  };
  const filled = Object.entries(parts).filter(([, part]) => Object.keys(part).length > 0);
  return filled.length > 0 ? Object.fromEntries(filled) : undefined;
}

/** The message that a person acts on, if it exists and the person may see it. */
export function visibleMessage(core: Core, actor: Actor, messageId: string): MessageState | undefined {
  const found = messagesOf(core, actor.channelId).get(messageId);
  return found && (found.audience === null || found.audience === actor.userId) ? found : undefined;
}
