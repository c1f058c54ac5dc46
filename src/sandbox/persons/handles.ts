/** Handles for tests: persons, servers, channels. */
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
  /** Whether the app is installed for their account. */
  hasApp?: boolean;
  dmsClosed?: boolean;
}
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Their settings; changes apply from their next action. */
  readonly settings: UserState;
  /** The place where they act: a channel or a thread. */
  in(channel: { readonly id: string }): Seat;
  /** Their direct messages with the bot. */
  inDm(): Seat;
  /** Direct messages with another person: a private channel, with the bot only by user install. */
  inDmWith(other: Person): Seat;
  set(settings: Partial<Pick<UserState, 'locale' | 'zone' | 'dmsClosed' | 'hasApp'>>): void;
}

export interface NewGuild {
  name: string;
  locale?: string;
  owner?: Person;
  /** The shard that it belongs to, of the number in the sandbox's options; default: any. */
  shard?: number;
  /** Whether the bot is a member; default true. */
  withBot?: boolean;
  /** Permissions of the bot's own role; default: those that an ordinary text bot requests. */
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
  /** Whether each post of the forum needs a tag. */
  requireTag?: boolean;
}
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly state: ChannelState;
  /** Allows or denies permissions to a role, a person, the bot (`sandbox.bot`), or everyone (the guild). */
  permit(
    whom: { readonly id: string },
    change: { allow?: readonly PermissionName[]; deny?: readonly PermissionName[] },
  ): void;
  /** A message of a webhook: mail, a form on a website, another program. Its embeds are checked as Discord does. */
  postByWebhook(webhook: { readonly name: string }, message: WebhookMessage): { readonly id: string };
  /**
   * Reports the channel's current `state` to the bot. Until then the bot does not know of changes, as if the gateway were late.
   */
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
  /** Sets the permissions of the bot's own role. */
  setBotPermissions(permissions: readonly PermissionName[]): void;
  /** Adds the bot to the server, or removes it. */
  addBot(): void;
  removeBot(): void;
  /** Starts or ends Discord's outage of one server. */
  setUnavailable(unavailable: boolean): void;
}
