import type { APIUser } from 'discord-api-types/v10';
import type { GuildState, MemberState, UserState } from './state.ts';

/** A member as events carry it: without the user. */
export function publicMember(member: MemberState) {
  return {
    roles: member.roles,
    nick: member.nick,
    avatar: null,
    banner: null,
    premium_since: null,
    joined_at: member.joinedAt,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  };
}

export function apiMember(member: MemberState, user: APIUser) {
  return { ...publicMember(member), user };
}

/** A member inside `resolved`: with permissions, without user, deaf and mute. */
export function resolvedMember(member: MemberState, permissions: bigint) {
  const { deaf: _deaf, mute: _mute, ...rest } = publicMember(member);
  return { ...rest, permissions: permissions.toString() };
}

/** The name that others see in a guild. */
export function shownName(guild: GuildState | undefined, user: UserState): string {
  return guild?.members[user.user.id]?.nick ?? user.user.global_name ?? user.user.username;
}
