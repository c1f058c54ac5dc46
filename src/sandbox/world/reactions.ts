import { botId, type Core } from '../core.ts';
import { INTENT } from './message-events.ts';
import type { MessageState } from './state.ts';

export function react(core: Core, state: MessageState, emoji: string, userId: string): void {
  const users = state.reactions[emoji] ?? [];
  if (users.includes(userId)) return;
  state.reactions[emoji] = [...users, userId];
  changed(core, state, 'MESSAGE_REACTION_ADD', emoji, userId);
}

export function unreact(core: Core, state: MessageState, emoji: string, userId: string): void {
  const users = state.reactions[emoji];
  if (!users?.includes(userId)) return;
  const left = users.filter((id) => id !== userId);
  if (left.length > 0) state.reactions[emoji] = left;
  else delete state.reactions[emoji];
  changed(core, state, 'MESSAGE_REACTION_REMOVE', emoji, userId);
}

function changed(core: Core, state: MessageState, event: string, emoji: string, userId: string): void {
  const channel = core.world.channels.get(state.channelId);
  const partial = partialEmoji(emoji);
  state.message.reactions = Object.entries(state.reactions).map(([key, users]) => ({
    emoji: partialEmoji(key),
    count: users.length,
    count_details: { burst: 0, normal: users.length },
    burst_colors: [],
    me: users.includes(botId(core)),
    me_burst: false,
  }));
  if (channel && state.audience === null)
    core.gateway.dispatch({
      event,
      guildId: channel.guildId,
      channelId: channel.id,
      intents: channel.guildId === null ? INTENT.DirectMessageReactions : INTENT.GuildMessageReactions,
      data: () => ({
        user_id: userId,
        channel_id: channel.id,
        message_id: state.message.id,
        ...(channel.guildId === null ? {} : { guild_id: channel.guildId }),
        emoji: partial,
        burst: false,
        type: 0,
        message_author_id: state.message.author.id,
      }),
    });
  core.bus.emit('message', 'updated', state);
}

function partialEmoji(key: string): { id: string | null; name: string } {
  const [name = key, id] = key.split(':');
  return { id: id ?? null, name };
}
