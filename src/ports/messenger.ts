import type { Temporal } from 'temporal-polyfill';

/**
 * The port through which jobs and moderators' commands put messages into channels (not as answers of an interaction).
 * `C` is the content that the composer makes and the implementation understands. Nothing is repeated here: whoever sends
 * decides on that. Expected failures are values; what Discord finds wrong with the request itself is thrown.
 */
export interface Messenger<C> {
  /** What is known of a channel from the gateway, without a request. */
  look(communityId: string, channelId: string): ChannelStanding;
  /** Whether it may write in a thread, as the gateway tells, without a request; undefined where that does not tell. */
  mayWriteIn(communityId: string, threadId: string): boolean | undefined;
  /**
   * Sends one message. Repeated with the same nonce within some minutes, Discord returns the earlier message instead of
   * posting again; the nonce has at most 25 characters.
   */
  send(channelId: string, content: C, nonce: string): Promise<SendResult>;
  /** Deletes a message of the bot's own. One that is gone already is a success. An archived thread is opened for it. */
  remove(channelId: string, messageId: string): Promise<SendResult>;
  /** Opens a post in a forum: thread and first message in one request, which has no nonce. Both have the same id. */
  openPost(forumId: string, title: string, content: C): Promise<SendResult>;
  /** Opens a thread on a message; it takes the message's id. One that is there already is a success. */
  openThread(channelId: string, messageId: string, title: string): Promise<SendResult>;
  /** Replaces a message. An archived thread is opened for it. */
  edit(channelId: string, messageId: string, content: C): Promise<SendResult>;
  /**
   * Looks among a channel's messages for one of the bot's with `mark` in the custom id of a button. Without the permission
   * ReadMessageHistory Discord answers as if there were none: ask {@link look} first.
   */
  find(channelId: string, search: Search): Promise<FindResult>;
  /** Looks for a forum's post by the bot whose first message has `mark` in the custom id of a button. */
  findPost(communityId: string, forumId: string, search: Search): Promise<FindResult>;
}

/** A message that can be recognised among others: `mark` stands in the custom id of one of its buttons, and nowhere else there. */
export interface Marked<C> {
  readonly content: C;
  readonly mark: string;
}

export interface Search {
  readonly mark: string;
  /** Messages from then on, and some minutes before: clocks differ. */
  readonly since: Temporal.Instant;
}

/**
 * `ready` with the channel's kind and the permissions that the bot lacks for a check-in, and of those that are only wanted
 * (`wanting`; none if left out), and whether each post needs a tag there; `missing`: its guild has no such channel;
 * `unavailable`: Discord has an outage, or the gateway is not connected: not yet known.
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

/** How long a request that was not made has to wait. */
export interface Wait {
  /** Milliseconds, where it is known: then nothing was sent, and nothing need be looked for. */
  readonly retryAfter?: number;
  /** Whether Discord asks it of the whole bot: all other requests wait as well. Else it is about this channel alone. */
  readonly global?: boolean;
}

/**
 * How a request ended. `forbidden` and `missing` need a moderator (rights, channel), and so do `locked` (a closed thread),
 * `tagRequired` (a forum in which each post needs a tag), `refused` (a limit of the server, its rules for messages, or what the
 * channel is) and `forum` (no messages can be sent there, only posts opened).
 * `unavailable` may work later and nothing was done; `uncertain` means that it may or may not have been done: the answer was
 * lost.
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

/** `unreadable`: the bot may not read there, so nothing can be told; `missing`: the channel is gone, and all in it. */
export type FindResult =
  | { readonly type: 'found'; readonly messageId: string }
  | { readonly type: 'absent' | 'unreadable' | 'missing' }
  | ({ readonly type: 'unavailable' } & Wait);

/** A request that was not made: it would have waited too long for its turn, or what it is about was given to another process. */
export class NotSent extends Error {
  override name = 'NotSent';
  /** Milliseconds until it may be made. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super('The request was not made');
    this.retryAfter = retryAfter;
  }
}
