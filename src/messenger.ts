/**
 * The port through which jobs and moderators' commands put messages into channels (not as answers of an interaction).
 * `C` is the content that the composer makes and the implementation understands.
 */
export interface Messenger<C> {
  /**
   * Sends one message. Repeated with the same nonce within some minutes, Discord returns the earlier message instead of
   * posting again; the nonce has at most 25 characters.
   */
  send(channelId: string, content: C, nonce: string): Promise<SendResult>;
  /** Deletes a message of the bot's own. @returns whether it is gone. */
  remove(channelId: string, messageId: string): Promise<boolean>;
}

/**
 * How a send ended. `forbidden` and `missing` need a moderator (rights, channel), `unavailable` may work later, and
 * `uncertain` means that Discord may or may not have posted it: the answer was lost.
 */
export type SendResult =
  | { readonly ok: true; readonly messageId: string }
  | { readonly ok: false; readonly reason: 'forbidden' | 'missing' | 'unavailable' | 'uncertain' };
