import { type APIMessageSnapshot, type APIUser, MessageFlags, MessageReferenceType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { createMessage } from './messages.ts';
import type { ChannelState, MessageState } from './state.ts';

/**
 * Forwards a message as Discord does: a message without its own text, with a reference to the original and a snapshot of it,
 * without its author (https://docs.discord.com/developers/resources/message#message-snapshot-object).
 */
export function forwardMessage(core: Core, author: APIUser, channel: ChannelState, source: MessageState): MessageState {
  const guildId = core.world.channels.get(source.channelId)?.guildId;
  // Forwarding a forward refers to the original message.
  const snapshots = source.message.message_snapshots ?? [snapshotOf(source)];
  return createMessage(core, {
    channel,
    author,
    body: { content: '' },
    flags: MessageFlags.HasSnapshot,
    extra: {
      message_reference: {
        type: MessageReferenceType.Forward,
        message_id: source.message.id,
        channel_id: source.channelId,
        ...(guildId ? { guild_id: guildId } : {}),
      },
      message_snapshots: snapshots,
    },
  });
}

function snapshotOf({ message }: MessageState): APIMessageSnapshot {
  const {
    type,
    content,
    embeds,
    attachments,
    timestamp,
    edited_timestamp,
    flags,
    mentions,
    mention_roles,
    components,
  } = message;
  return structuredClone({
    message: {
      type,
      content,
      embeds,
      attachments,
      timestamp,
      edited_timestamp,
      ...(flags === undefined ? {} : { flags }),
      mentions,
      mention_roles,
      ...(components ? { components } : {}),
    },
  });
}
