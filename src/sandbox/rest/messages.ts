import { MessageCreateRequestSchema, MessageEditRequestPartialSchema } from 'discord-api-spec/zod';
import { botId, type Core } from '../core.ts';
import type { MessageBody } from '../rules/bodies.ts';
import { invalidForm, refusal } from '../rules/errors.ts';
import { checkMessage, EDITABLE_FLAGS, F, SENDABLE_FLAGS, type UploadedFile } from '../rules/messages.ts';
import { accept } from '../rules/schema.ts';
import { compareIds, snowflakeTime } from '../snowflake.ts';
import { channelForBot, guildOf, need, permissionsIn, T } from '../world/channels.ts';
import { createMessage, deleteMessage, editMessage, messagesOf, shapeOf } from '../world/messages.ts';
import { P } from '../world/permissions.ts';
import type { ChannelState, MessageState } from '../world/state.ts';
import { type Answered, type Call, type Endpoint, noContent, ok } from './endpoint.ts';

/** Milliseconds for which a nonce is remembered; Discord says "a few minutes". */
const NONCE_LIFE = 5 * 60_000;

export const messageEndpoints: readonly Endpoint[] = [
  { method: 'GET', route: '/channels/:channelId/messages', handle: list },
  {
    method: 'POST',
    route: '/channels/:channelId/messages',
    handle(core, call) {
      const channel = channelForBot(core, call.params.channelId ?? '');
      const body = accept(MessageCreateRequestSchema, call.body ?? {});
      return ok(sendAsBot(core, channel, body, call.files).message);
    },
  },
  {
    method: 'GET',
    route: '/channels/:channelId/messages/:messageId',
    handle: (core, call) => ok(messageForBot(core, call).message),
  },
  {
    method: 'PATCH',
    route: '/channels/:channelId/messages/:messageId',
    handle(core, call) {
      const state = messageForBot(core, call);
      const body = accept(MessageEditRequestPartialSchema, call.body ?? {});
      const own = state.message.author.id === botId(core);
      const onlyFlags = Object.keys(body).every((key) => key === 'flags');
      if (!own && !onlyFlags) throw refusal(50005);
      const channel = channelForBot(core, call.params.channelId ?? '');
      if (!own) need(core, channel, P.ManageMessages);
      if (channel.thread?.archived) throw refusal(50083);
      checkFlags(core, body, EDITABLE_FLAGS | F.SuppressNotifications);
      checkMessage(body, call.files, [], shapeOf(state.message));
      editMessage(core, state, body, call.files);
      return ok(state.message);
    },
  },
  {
    method: 'DELETE',
    route: '/channels/:channelId/messages/:messageId',
    handle(core, call) {
      const state = messageForBot(core, call);
      const channel = channelForBot(core, call.params.channelId ?? '');
      if (state.message.author.id !== botId(core)) {
        if (channel.guildId === null) throw refusal(50003);
        need(core, channel, P.ManageMessages);
      }
      if (channel.thread?.archived) throw refusal(50083);
      deleteMessage(core, state);
      return noContent;
    },
  },
  {
    method: 'POST',
    route: '/channels/:channelId/messages/bulk-delete',
    handle(core, call) {
      const channel = channelForBot(core, call.params.channelId ?? '');
      need(core, channel, P.ManageMessages | P.ReadMessageHistory);
      const ids =
        typeof call.body === 'object' && call.body !== null && 'messages' in call.body
          ? [call.body.messages].flat().map(String)
          : [];
      if (ids.length < 2 || ids.length > 100)
        throw invalidForm([
          { path: ['messages'], code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 2 and 100 in length.' },
        ]);
      if (ids.some((id) => snowflakeTime(id) < core.clock.now() - 14 * 86_400_000)) throw refusal(50034);
      for (const id of ids) {
        const state = messagesOf(core, channel.id).get(id);
        if (state && state.audience === null) deleteMessage(core, state);
      }
      return noContent;
    },
  },
  {
    method: 'POST',
    route: '/channels/:channelId/typing',
    handle(core, call) {
      const channel = channelForBot(core, call.params.channelId ?? '');
      need(core, channel, channel.thread ? P.SendMessagesInThreads : P.SendMessages);
      core.bus.emit('typing', channel.id, botId(core));
      return noContent;
    },
  },
];

/** The rules for sending into a channel, then the message; a repeated, enforced nonce returns the earlier one. */
export function sendAsBot(
  core: Core,
  channel: ChannelState,
  body: MessageBody,
  files: readonly UploadedFile[],
): MessageState {
  const bot = core.world.users.get(botId(core));
  if (bot === undefined) throw new Error('The sandbox has no bot user');
  mayBePosted(core, channel, body, files);
  checkFlags(core, body, SENDABLE_FLAGS | F.IsVoiceMessage);
  checkMessage(body, files);
  const nonce = body.nonce === undefined || body.nonce === null ? undefined : String(body.nonce);
  if (body.enforce_nonce && nonce !== undefined) {
    const earlier = [...messagesOf(core, channel.id).values()].find(
      (state) =>
        state.nonce === nonce &&
        state.message.author.id === bot.user.id &&
        snowflakeTime(state.message.id) > core.clock.now() - NONCE_LIFE,
    );
    if (earlier) return earlier;
  }
  return createMessage(core, {
    channel,
    author: bot.user,
    body,
    files,
    flags: (body.flags ?? 0) & SENDABLE_FLAGS,
    ...replyOf(core, channel, body),
  });
}

function mayBePosted(core: Core, channel: ChannelState, body: MessageBody, files: readonly UploadedFile[]): void {
  if (channel.guildId === null) {
    const person = channel.recipients
      .map((id) => core.world.users.get(id))
      .find((user) => user && user.user.id !== botId(core));
    const shared = [...core.world.guilds.values()].some(
      (guild) => guild.installed && person && guild.members[person.user.id],
    );
    if (person?.dmsClosed) throw refusal(50007);
    if (!shared && !person?.hasApp) throw refusal(50278);
    return;
  }
  if (channel.type === T.Forum) throw refusal(40058);
  if (channel.type === T.Category) throw refusal(50008);
  // Writing opens an archived thread, unless it is also locked ("Thread is archived").
  if (channel.thread?.locked && channel.thread.archived) throw refusal(50083);
  if (channel.thread?.locked && !(permissionsIn(core, channel, botId(core)) & P.ManageThreads)) throw refusal(160005);
  need(core, channel, channel.thread ? P.SendMessagesInThreads : P.SendMessages);
  if (files.length > 0) need(core, channel, P.AttachFiles);
  if (body.embeds?.length) need(core, channel, P.EmbedLinks);
  if (body.tts) need(core, channel, P.SendTTSMessages);
  if (
    body.message_reference &&
    body.message_reference.type !== 1 &&
    !(permissionsIn(core, channel, botId(core)) & P.ReadMessageHistory)
  )
    throw refusal(160002);
}

/** Reports flags that Discord would silently drop as a mistake, since the author meant something by them. */
export function checkFlags(core: Core, body: MessageBody, allowed: number): void {
  const dropped = (body.flags ?? 0) & ~allowed;
  if (dropped !== 0)
    core.recorder.violation({
      rule: 'flag-not-settable',
      message: `Message flags ${dropped} cannot be set here; Discord ignores them`,
    });
}

function replyOf(core: Core, channel: ChannelState, body: MessageBody) {
  const reference = body.message_reference;
  if (!reference) return {};
  const found = messagesOf(core, channel.id).get(reference.message_id);
  if (!found || found.audience !== null) {
    if (reference.fail_if_not_exists === false) return {};
    throw invalidForm([
      { path: ['message_reference'], code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' },
    ]);
  }
  const guild = guildOf(core, channel);
  return {
    type: 19 as const,
    extra: {
      message_reference: {
        type: 0,
        channel_id: channel.id,
        message_id: found.message.id,
        ...(guild ? { guild_id: guild.id } : {}),
      },
      referenced_message: found.message,
    },
  };
}

/** A message known to the channel's endpoints, so never an ephemeral one. Needs Read Message History. */
export function messageForBot(core: Core, call: Call): MessageState {
  const channel = channelForBot(core, call.params.channelId ?? '');
  const state = messagesOf(core, channel.id).get(call.params.messageId ?? '');
  if (state === undefined || state.audience !== null) throw refusal(10008);
  if (!(permissionsIn(core, channel, botId(core)) & P.ReadMessageHistory)) throw refusal(50001);
  return state;
}

/**
 * Messages, newest first; `after` selects the oldest of those after it, `around` half on each side. Empty without Read Message
 * History.
 */
function list(core: Core, call: Call): Answered {
  const channel = channelForBot(core, call.params.channelId ?? '');
  if (!(permissionsIn(core, channel, botId(core)) & P.ReadMessageHistory)) return ok([]);
  if (channel.type === T.Forum || channel.type === T.Category) throw refusal(50008);
  const limit = Number(call.query.limit ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw invalidForm([
      { path: ['limit'], code: 'NUMBER_TYPE_MAX', message: 'int value should be between 1 and 100.' },
    ]);
  const all = [...messagesOf(core, channel.id).values()]
    .filter((state) => state.audience === null)
    .map((state) => state.message);
  const { before, after, around } = call.query;
  const newest = (messages: typeof all) => messages.toReversed();
  if (around !== undefined) {
    const older = all.filter((message) => compareIds(message.id, around) < 0).slice(-Math.floor(limit / 2));
    const rest = all.filter((message) => compareIds(message.id, around) >= 0).slice(0, limit - older.length);
    return ok(newest([...older, ...rest]));
  }
  if (after !== undefined)
    return ok(newest(all.filter((message) => compareIds(message.id, after) > 0).slice(0, limit)));
  const older = before === undefined ? all : all.filter((message) => compareIds(message.id, before) < 0);
  return ok(newest(older.slice(-limit)));
}
