import type { ChannelView, GuildView } from '../protocol.ts';
import { state } from './store.ts';
import { words } from './words/words.ts';

/** Discord's numbers for channel types. */
export const KIND = { text: 0, dm: 1, voice: 2, category: 4, announcements: 5, forum: 15 } as const;

export function isThread(channel: Pick<ChannelView, 'type'>): boolean {
  return channel.type >= 10 && channel.type <= 12;
}

export function allChannels(): ChannelView[] {
  const { world } = state;
  return world ? [...world.guilds.flatMap((guild) => guild.channels), ...world.directMessages] : [];
}

export function channelById(id: string | null | undefined): ChannelView | undefined {
  return id ? allChannels().find((channel) => channel.id === id) : undefined;
}

export function currentChannel(): ChannelView | undefined {
  return channelById(state.channelId);
}

export function guildById(id: string | null | undefined): GuildView | undefined {
  return state.world?.guilds.find((guild) => guild.id === id);
}

export function currentGuild(): GuildView | undefined {
  return guildById(currentChannel()?.guildId);
}

/** A person's name in the page's place: the server, or direct messages. */
export function nameOf(userId: string): string {
  const { world } = state;
  const member = currentGuild()?.members.find((known) => known.id === userId);
  const person = world?.persons.find((known) => known.id === userId);
  return member?.name ?? person?.name ?? (world?.bot.id === userId ? world.bot.name : userId);
}

/** What a person is in the server on screen, or the first one: the owner, their roles, or simply a member. */
export function roleOf(userId: string): string {
  const guild = currentGuild() ?? state.world?.guilds[0];
  const member = guild?.members.find(({ id }) => id === userId);
  if (!guild || !member) return words().outsider;
  const names = guild.roles.filter(({ id, managed }) => member.roles.includes(id) && !managed).map(({ name }) => name);
  return [...(member.owner ? [words().owner] : []), ...names].join(', ') || words().member;
}

/** Members of the server, or the two persons of a direct message. */
export function membersHere(): { id: string; name: string; bot: boolean }[] {
  const guild = currentGuild();
  if (guild) return guild.members;
  const { world } = state;
  if (!world) return [];
  return [
    { id: world.me.id, name: world.me.name, bot: false },
    { id: world.bot.id, name: world.bot.name, bot: true },
  ];
}

/** The channel in which a newcomer starts: a server's first text channel, else the first direct message. */
export function firstChannel(): ChannelView | undefined {
  const channels = allChannels();
  return channels.find((channel) => channel.type === KIND.text) ?? channels[0];
}
