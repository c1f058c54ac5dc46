import type { Temporal } from 'temporal-polyfill';
import type { MessageContent } from '../messages/reply.ts';

/**
 * The port through which jobs and moderators' commands post messages in channels (other than answers to an interaction). `C` is
 * the content type of the composer and the implementation. Nothing is retried here; the caller decides on that. Expected failures
 * are values; invalid requests throw.
 */
export interface Messenger {
  /** A channel's state as known from the gateway, without a request. */
  look(communityId: string, channelId: string): ChannelStanding;
  /** Whether the bot may write in a thread according to the gateway, without a request; undefined if unknown. */
  mayWriteIn(communityId: string, threadId: string): boolean | undefined;
  /**
   * Sends one message. If repeated with the same nonce within some minutes, Discord returns the earlier message instead of
   * posting again; the nonce has at most 25 characters.
   */
  send(channelId: string, content: MessageContent, nonce: string): Promise<SendResult>;
  /** Deletes one of the bot's own messages; succeeds if it is already gone. An archived thread is reopened for it. */
  remove(channelId: string, messageId: string): Promise<SendResult>;
  /** Pins one of the bot's own messages; succeeds if it is pinned already. */
  pin(channelId: string, messageId: string): Promise<SendResult>;
  /** Opens a forum post: thread and first message in one request, which has no nonce. Both have the same id. */
  openPost(forumId: string, title: string, content: MessageContent): Promise<SendResult>;
  /** Opens a thread on a message, with the message's id; succeeds if there is one already. */
  openThread(channelId: string, messageId: string, title: string): Promise<SendResult>;
  /** Replaces a message. An archived thread is reopened for it. */
  edit(channelId: string, messageId: string, content: MessageContent): Promise<SendResult>;
  /**
   * Searches a channel for one of the bot's messages with `mark` in a button's custom id. Without the permission
   * ReadMessageHistory Discord answers as if there were none: check {@link look} first.
   */
  find(channelId: string, search: Search): Promise<FindResult>;
  /** Searches a forum for a post by the bot whose first message has `mark` in a button's custom id. */
  findPost(communityId: string, forumId: string, search: Search): Promise<FindResult>;
}

/**
 * A message that can be recognised among others: `mark` is in the custom id of one of its buttons, and in no other message there.
 */
export interface Marked {
  readonly content: MessageContent;
  readonly mark: string;
}

export interface Search {
  readonly mark: string;
  /** Start of the search, extended by some minutes: clocks differ. */
  readonly since: Temporal.Instant;
}

/**
 * `ready` with the channel's kind, the required permissions that the bot lacks for a check-in, the optional ones it lacks
 * (`wanting`; none if omitted), and whether each post needs a tag there; `missing`: its guild has no such channel; `unavailable`:
 * not yet known, because of a Discord outage or a disconnected gateway.
 */
export type ChannelStanding =
  | {
      readonly state: 'ready';
      readonly kind: 'text' | 'forum';
      readonly lacks: readonly string[];
      readonly wanting?: readonly string[];
      readonly tagRequired?: boolean;
    }
  | { readonly state: 'missing' | 'unavailable' };

/** Waiting time for a request that was not made. */
export interface Wait {
  /** Milliseconds, if known: then nothing was sent, so there is nothing to search for. */
  readonly retryAfter?: number;
  /** Whether Discord limits the whole bot, so that all requests wait, or only this channel. */
  readonly global?: boolean;
}

/**
 * Outcome of a request. `forbidden` and `missing` need a moderator (rights, channel), and so do `locked` (a closed thread),
 * `tagRequired` (a forum in which each post needs a tag), `refused` (a server limit, its message rules, or the type of channel)
 * and `forum` (no messages, only posts). `unavailable` did nothing and may work later; `uncertain` may or may not have been done,
 * because the answer was lost.
 */
export type SendResult =
  | { readonly ok: true; readonly messageId: string }
  | ({
      readonly ok: false;
      readonly reason:
        | 'forbidden'
        | 'missing'
        | 'locked'
        | 'tagRequired'
        | 'refused'
        | 'forum'
        | 'unavailable'
        | 'uncertain';
    } & Wait);

/** `unreadable`: the bot may not read there, so the result is unknown; `missing`: the channel and everything in it is gone. */
export type FindResult =
  | { readonly type: 'found'; readonly messageId: string }
  | { readonly type: 'absent' | 'unreadable' | 'missing' }
  | ({ readonly type: 'unavailable' } & Wait);

/** A request that was not made: it would have queued for too long, or its work was given to another process. */
export class NotSent extends Error {
  override name = 'NotSent';
  /** Milliseconds until the request may be made. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super('The request was not made');
    this.retryAfter = retryAfter;
  }
}
