import { botId, type Core } from '../core.ts';
import { guildCreate } from '../gateway/ready.ts';
import { apiMember } from './members.ts';
import { INTENT } from './message-events.ts';
import type { GuildState } from './state.ts';

type MemberEvent = 'GUILD_MEMBER_ADD' | 'GUILD_MEMBER_UPDATE' | 'GUILD_MEMBER_REMOVE';

/** Reports a member. Without the members intent a bot hears only of itself. */
export function guildEvent(core: Core, event: MemberEvent, guild: GuildState, userId: string): void {
  const user = core.world.users.get(userId)?.user;
  const member = guild.members[userId];
  const own = userId === botId(core);
  if (user !== undefined)
    core.gateway.dispatch({
      event,
      guildId: guild.id,
      intents: own && event === 'GUILD_MEMBER_UPDATE' ? 0 : INTENT.GuildMembers,
      data: () =>
        event === 'GUILD_MEMBER_REMOVE' || member === undefined
          ? { guild_id: guild.id, user }
          : { guild_id: guild.id, ...apiMember(member, user) },
    });
  core.bus.emit('guild', guild.id);
}

/** The bot (re)joins, or an outage ends: the guild is sent whole. */
export function announceGuild(core: Core, guild: GuildState): void {
  core.gateway.dispatch({
    event: 'GUILD_CREATE',
    guildId: guild.id,
    intents: INTENT.Guilds,
    data: () => guildCreate(core, guild),
  });
  core.bus.emit('guild', guild.id);
}

/** A member leaves or is removed; for the bot, its commands in the guild are deleted too. */
export function leaveGuild(core: Core, guild: GuildState, userId: string): void {
  if (guild.members[userId] === undefined) return;
  if (userId !== botId(core)) {
    delete guild.members[userId];
    guildEvent(core, 'GUILD_MEMBER_REMOVE', guild, userId);
    return;
  }
  delete guild.members[userId];
  guild.installed = false;
  core.world.commands.delete(guild.id);
  core.gateway.dispatch({
    event: 'GUILD_DELETE',
    guildId: guild.id,
    intents: INTENT.Guilds,
    always: true,
    data: () => ({ id: guild.id }),
  });
  core.bus.emit('guild', guild.id);
}

/** An outage begins (GUILD_DELETE with `unavailable`) or ends (GUILD_CREATE). */
export function setUnavailable(core: Core, guild: GuildState, unavailable: boolean): void {
  if (guild.unavailable === unavailable) return;
  guild.unavailable = unavailable;
  if (!unavailable) {
    announceGuild(core, guild);
    return;
  }
  core.gateway.dispatch({
    event: 'GUILD_DELETE',
    guildId: guild.id,
    intents: INTENT.Guilds,
    always: true,
    data: () => ({ id: guild.id, unavailable: true }),
  });
  core.bus.emit('guild', guild.id);
}
