import { UpdateGuildChannelRequestPartialSchema, UpdateThreadRequestPartialSchema } from 'discord-api-spec/zod';
import { botId, type Core } from '../core.ts';
import type { ChannelEditBody } from '../rules/bodies.ts';
import { refusal } from '../rules/errors.ts';
import { accept } from '../rules/schema.ts';
import { apiChannel, channelEvent, channelForBot, need, permissionsIn } from '../world/channels.ts';
import { P } from '../world/permissions.ts';
import type { ChannelState } from '../world/state.ts';
import { type Answered, type Call, type Endpoint, noContent, ok } from './endpoint.ts';

export const channelEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    route: '/channels/:channelId',
    handle: (core, call) => ok(apiChannel(core, channelForBot(core, call.params.channelId ?? ''))),
  },
  { method: 'PATCH', route: '/channels/:channelId', handle: change },
  {
    method: 'DELETE',
    route: '/channels/:channelId',
    handle(core, call) {
      const channel = channelForBot(core, call.params.channelId ?? '');
      if (channel.guildId !== null) need(core, channel, channel.thread ? P.ManageThreads : P.ManageChannels);
      const gone = apiChannel(core, channel);
      if (channel.guildId !== null) removeChannel(core, channel);
      return ok(gone);
    },
  },
  {
    method: 'PUT',
    route: '/channels/:channelId/permissions/:overwriteId',
    handle(core, call) {
      const channel = channelForBot(core, call.params.channelId ?? '');
      need(core, channel, P.ManageRoles);
      const id = call.params.overwriteId ?? '';
      const body = typeof call.body === 'object' && call.body !== null ? call.body : {};
      const field = (key: string) =>
        'allow' in body || 'deny' in body || 'type' in body ? Reflect.get(body, key) : undefined;
      channel.overwrites = [
        ...channel.overwrites.filter((overwrite) => overwrite.id !== id),
        { id, type: Number(field('type')), allow: String(field('allow') ?? '0'), deny: String(field('deny') ?? '0') },
      ];
      channelEvent(core, 'updated', channel);
      return noContent;
    },
  },
];

/** Removes a channel with its threads and messages. */
export function removeChannel(core: Core, channel: ChannelState): void {
  for (const thread of [...core.world.channels.values()].filter(
    (other) => other.parentId === channel.id && other.thread,
  ))
    removeChannel(core, thread);
  // Reported before it is deleted, so that the event passes the check of who may see it.
  channelEvent(core, 'deleted', channel);
  core.world.channels.delete(channel.id);
  core.world.messages.delete(channel.id);
}

function change(core: Core, call: Call): Answered {
  const channel = channelForBot(core, call.params.channelId ?? '');
  if (channel.guildId === null) throw refusal(50003);
  if (channel.thread) changeThread(core, channel, accept(UpdateThreadRequestPartialSchema, call.body));
  else {
    need(core, channel, P.ManageChannels);
    changeChannel(core, channel, accept(UpdateGuildChannelRequestPartialSchema, call.body));
  }
  channelEvent(core, 'updated', channel);
  return ok(apiChannel(core, channel));
}

function changeChannel(core: Core, channel: ChannelState, body: ChannelEditBody): void {
  if (body.name) channel.name = body.name;
  if (body.topic !== undefined) channel.topic = body.topic;
  if (body.nsfw !== undefined && body.nsfw !== null) channel.nsfw = body.nsfw;
  if (body.position !== undefined && body.position !== null) channel.position = body.position;
  if (body.parent_id !== undefined) channel.parentId = body.parent_id;
  if (body.rate_limit_per_user !== undefined) channel.slowmode = body.rate_limit_per_user ?? 0;
  if (body.permission_overwrites)
    channel.overwrites = body.permission_overwrites.map((overwrite) => ({
      id: overwrite.id,
      type: overwrite.type ?? 0,
      allow: String(overwrite.allow ?? '0'),
      deny: String(overwrite.deny ?? '0'),
    }));
  if (body.available_tags)
    channel.tags = body.available_tags.map((tag) => ({
      id: tag.id ?? core.newId(),
      name: tag.name,
      moderated: tag.moderated ?? false,
      emoji_id: null,
      emoji_name: tag.emoji_name ?? null,
    }));
  if (body.flags !== undefined && body.flags !== null) channel.flags = body.flags;
}

/**
 * An archived thread accepts no change but unarchiving; a locked one only from members who manage threads. The owner may rename
 * and archive.
 */
function changeThread(core: Core, channel: ChannelState, body: ChannelEditBody): void {
  const { thread } = channel;
  if (!thread) return;
  const manages = (permissionsIn(core, channel, botId(core)) & P.ManageThreads) !== 0n;
  const owner = channel.ownerId === botId(core);
  const reopens = body.archived === false;
  if (thread.archived && !reopens) throw refusal(50083);
  if (thread.locked && !manages) throw refusal(160005);
  const needsManage = body.locked !== undefined || body.rate_limit_per_user !== undefined;
  if (!manages && (!owner || needsManage) && !(reopens && Object.keys(body).length === 1)) throw refusal(50013);
  if (reopens && !manages) need(core, channel, P.SendMessagesInThreads);
  if (body.name) channel.name = body.name;
  if (body.archived !== undefined && body.archived !== null && body.archived !== thread.archived) {
    thread.archived = body.archived;
    thread.archive_timestamp = new Date(core.clock.now()).toISOString();
  }
  if (body.locked !== undefined && body.locked !== null) thread.locked = body.locked;
  if (body.invitable !== undefined && body.invitable !== null) thread.invitable = body.invitable;
  if (body.auto_archive_duration) thread.auto_archive_duration = body.auto_archive_duration;
  if (body.rate_limit_per_user !== undefined) channel.slowmode = body.rate_limit_per_user ?? 0;
  if (body.applied_tags) channel.appliedTags = body.applied_tags;
  if (body.flags !== undefined && body.flags !== null) channel.flags = body.flags;
}
