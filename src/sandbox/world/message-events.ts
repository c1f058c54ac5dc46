import type { Core } from '../core.ts';
import { botId } from '../core.ts';
import { publicMember } from './members.ts';
import type { MessageState } from './state.ts';

/** Intents (https://docs.discord.com/developers/events/gateway#list-of-intents). */
export const INTENT = {
  Guilds: 1 << 0,
  GuildMembers: 1 << 1,
  GuildMessages: 1 << 9,
  GuildMessageReactions: 1 << 10,
  DirectMessages: 1 << 12,
  DirectMessageReactions: 1 << 13,
  MessageContent: 1 << 15,
} as const;

const NAMES = { created: 'MESSAGE_CREATE', updated: 'MESSAGE_UPDATE', deleted: 'MESSAGE_DELETE' } as const;

/** Reports to the bot (as its intents allow) and to all who watch. Ephemeral messages are never sent to the gateway. */
export function messageEvent(core: Core, kind: 'created' | 'updated' | 'deleted', state: MessageState): void {
  const channel = core.world.channels.get(state.channelId);
  if (channel !== undefined && state.audience === null) {
    const guild = channel.guildId === null ? undefined : core.world.guilds.get(channel.guildId);
    const { message } = state;
    const place = channel.guildId === null ? {} : { guild_id: channel.guildId };
    const member = guild?.members[message.author.id];
    core.gateway.dispatch({
      event: NAMES[kind],
      guildId: channel.guildId,
      channelId: channel.id,
      intents: guild ? INTENT.GuildMessages : INTENT.DirectMessages,
      data: (intents) =>
        kind === 'deleted'
          ? { id: message.id, channel_id: channel.id, ...place }
          : {
              ...(mayReadContent(core, state, intents, guild !== undefined) ? message : withoutContent(message)),
              ...place,
              ...(member === undefined ? {} : { member: publicMember(member) }),
            },
    });
  }
  core.bus.emit('message', kind, state);
}

/** Without the privileged intent a bot reads only its own messages, direct messages, and those that mention it. */
function mayReadContent(core: Core, state: MessageState, intents: number, inGuild: boolean): boolean {
  return (
    !inGuild ||
    (intents & INTENT.MessageContent) !== 0 ||
    state.message.author.id === botId(core) ||
    state.message.mentions.some((user) => user.id === botId(core))
  );
}

function withoutContent(message: MessageState['message']): object {
  return { ...message, content: '', embeds: [], attachments: [], components: [] };
}
