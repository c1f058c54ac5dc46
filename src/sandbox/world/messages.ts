import type { APIMessage, APIUser, MessageType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import type { MessageBody } from '../rules/bodies.ts';
import { EDITABLE_FLAGS, F, type UploadedFile } from '../rules/messages.ts';
import { channelEvent } from './channels.ts';
import { resolveComponents } from './components.ts';
import { resolveEmbeds } from './embeds.ts';
import { attachFiles, keptAttachments } from './files.ts';
import { mentionsOf } from './mentions.ts';
import { messageEvent } from './message-events.ts';
import type { ChannelState, MessageState } from './state.ts';

export interface NewMessage {
  /** A forum post's first message has its thread's id. */
  id?: string;
  channel: ChannelState;
  author: APIUser;
  body: MessageBody;
  files?: readonly UploadedFile[];
  type?: MessageType;
  flags?: number;
  audience?: string | null;
  loading?: boolean;
  interactionId?: string;
  /** Fields that only some messages have: interaction_metadata, webhook_id, message_reference … */
  extra?: Partial<APIMessage>;
}

/** Creates a message and reports it to the bot and to all who watch. The body has passed the rules. */
export function createMessage(core: Core, made: NewMessage): MessageState {
  const { channel, body, files = [] } = made;
  const id = made.id ?? core.newId();
  const attachments = attachFiles(core, channel.id, files, body.attachments ?? []);
  const components = resolveComponents(core, body.components ?? [], attachments);
  const content = (body.content ?? '').trim();
  const message: APIMessage = {
    id,
    channel_id: channel.id,
    author: made.author,
    content,
    timestamp: new Date(core.clock.now()).toISOString(),
    edited_timestamp: null,
    tts: body.tts ?? false,
    ...mentionsOf(core, channel, content, components, body.allowed_mentions ?? undefined),
    attachments,
    embeds: resolveEmbeds(core, body.embeds ?? [], attachments),
    components,
    pinned: false,
    type: made.type ?? 0,
    flags: made.flags ?? 0,
    ...(body.nonce === undefined || body.nonce === null ? {} : { nonce: body.nonce }),
    ...made.extra,
  };
  const state: MessageState = {
    message,
    channelId: channel.id,
    audience: made.audience ?? null,
    interactionId: made.interactionId ?? null,
    loading: made.loading ?? false,
    nonce: body.nonce === undefined || body.nonce === null ? null : String(body.nonce),
    pinnedAt: null,
    reactions: {},
  };
  messagesOf(core, channel.id).set(id, state);
  if (state.audience === null) {
    channel.lastMessageId = id;
    if (channel.thread !== null) {
      channel.messageCount += 1;
      channel.totalSent += 1;
      // Writing in an archived thread reopens it.
      if (channel.thread.archived) {
        channel.thread.archived = false;
        channelEvent(core, 'updated', channel);
      }
    }
  }
  messageEvent(core, 'created', state);
  return state;
}

/** Changes a message as an edit request says: omitted fields stay. */
export function editMessage(
  core: Core,
  state: MessageState,
  body: MessageBody,
  files: readonly UploadedFile[] = [],
): void {
  const { message } = state;
  const channel = core.world.channels.get(state.channelId);
  if (body.attachments !== undefined || files.length > 0)
    message.attachments = [
      ...keptAttachments(message.attachments, body.attachments),
      ...attachFiles(core, state.channelId, files, body.attachments ?? []),
    ];
  if (body.content !== undefined) message.content = (body.content ?? '').trim();
  if (body.embeds !== undefined) message.embeds = resolveEmbeds(core, body.embeds ?? [], message.attachments);
  if (body.components !== undefined)
    message.components = resolveComponents(core, body.components ?? [], message.attachments);
  // The text's mentions are parsed again with the edit's own allowed_mentions: those of the original are not remembered.
  if (channel !== undefined && (body.content !== undefined || body.components !== undefined))
    Object.assign(
      message,
      mentionsOf(core, channel, message.content, message.components ?? [], body.allowed_mentions ?? undefined),
    );
  const sticky = (message.flags ?? 0) & ~(EDITABLE_FLAGS & ~F.IsComponentsV2);
  const asked =
    body.flags === undefined || body.flags === null
      ? (message.flags ?? 0) & EDITABLE_FLAGS
      : body.flags & EDITABLE_FLAGS;
  message.flags = (sticky | asked) & ~F.Loading;
  if (state.loading) state.loading = false;
  else message.edited_timestamp = new Date(core.clock.now()).toISOString();
  messageEvent(core, 'updated', state);
}

export function deleteMessage(core: Core, state: MessageState): void {
  messagesOf(core, state.channelId).delete(state.message.id);
  messageEvent(core, 'deleted', state);
}

/** A channel's messages, oldest first, ephemeral ones included. */
export function messagesOf(core: Core, channelId: string): Map<string, MessageState> {
  let messages = core.world.messages.get(channelId);
  if (messages === undefined) {
    messages = new Map();
    core.world.messages.set(channelId, messages);
  }
  return messages;
}

/** The parts of the existing message that the rules for edits need. */
export function shapeOf(message: APIMessage) {
  return {
    flags: message.flags ?? 0,
    content: message.content,
    embeds: message.embeds.length,
    components: message.components?.length ?? 0,
    attachments: message.attachments,
  };
}
