/** What tests hold in their hands: persons, servers, channels. */
import type { MessageBody } from '../rules/bodies.ts';
import type { PermissionName } from '../world/permissions.ts';
import type { ChannelState, GuildState, UserState } from '../world/state.ts';
import type { Seat } from './seat.ts';

export interface NewPerson {
  name: string;
  /** Discord's language setting; default `en-US`. */
  locale?: string;
  /** IANA zone; default `Europe/Warsaw`. */
  zone?: string;
  /** The app is installed to their account. */
  hasApp?: boolean;
  dmsClosed?: boolean;
}
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Their settings; changes count from the next thing they do. */
  readonly settings: UserState;
  /** Where they act: a channel or a thread. */
  in(channel: { readonly id: string }): Seat;
  /** Their direct messages with the bot. */
  inDm(): Seat;
  /** Direct messages with another person: a private channel, where the bot is only by user install. */
  inDmWith(other: Person): Seat;
  set(settings: Partial<Pick<UserState, 'locale' | 'zone' | 'dmsClosed' | 'hasApp'>>): void;
}

export interface NewGuild {
  name: string;
  locale?: string;
  owner?: Person;
  /** The bot is a member; default true. */
  withBot?: boolean;
  /** What the bot's own role grants; default: what an ordinary text bot asks for. */
  botPermissions?: readonly PermissionName[];
}
export interface Role {
  readonly id: string;
  readonly name: string;
}
export interface NewChannel {
  name: string;
  topic?: string;
  /** default `text` */
  kind?: 'text' | 'announcement' | 'forum' | 'category' | 'voice';
  parent?: Channel;
  tags?: readonly string[];
  /** A forum in which each post needs a tag. */
  requireTag?: boolean;
}
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly state: ChannelState;
  /** Grants or takes permissions from a role, a person, the bot (`sandbox.bot`), or everyone (the guild). */
  permit(
    whom: { readonly id: string },
    change: { allow?: readonly PermissionName[]; deny?: readonly PermissionName[] },
  ): void;
  /** A message of a webhook: mail, a form on a website, another program. Its embeds are checked as Discord does. */
  postByWebhook(webhook: { readonly name: string }, message: WebhookMessage): { readonly id: string };
  /** Tells the bot of what was changed in `state`, or not yet told: the gateway may be late. */
  announce(): void;
  remove(): void;
}
export type WebhookMessage = Pick<MessageBody, 'content' | 'embeds'>;
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly state: GuildState;
  addRole(role: { name: string; permissions?: readonly PermissionName[] }): Role;
  addChannel(channel: NewChannel): Channel;
  join(person: Person, as?: { roles?: readonly Role[]; nick?: string }): void;
  leave(person: { readonly id: string }): void;
  setRoles(person: { readonly id: string }, roles: readonly Role[]): void;
  /** What the bot's own role grants from now on. */
  setBotPermissions(permissions: readonly PermissionName[]): void;
  /** The bot is added to, or removed from, the server. */
  addBot(): void;
  removeBot(): void;
  /** Discord's outage of one server. */
  setUnavailable(unavailable: boolean): void;
}
