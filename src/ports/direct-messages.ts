import type { MessageContent } from '../messages/reply.ts';
/**
 * The port through which jobs send direct messages to members. `C` is the content type of the composer and the implementation.
 * Consent is the caller's responsibility.
 */
export interface DirectMessages {
  /** Whether a person is currently a member of a guild. `unknown`: Discord could not say, or the bot is not a member itself. */
  membership(communityId: string, personId: string): Promise<'member' | 'gone' | 'unknown'>;
  /** Sends one direct message, silently; the nonce (at most 25 characters) as in {@link Messenger}. */
  send(personId: string, content: MessageContent, nonce: string): Promise<DirectResult>;
}

/**
 * Outcome of a direct message. `closed`: the person accepts none from the bot, or shares no guild with it; `unavailable`:
 * certainly not sent, may work later; `uncertain`: Discord may or may not have sent it.
 */
export type DirectResult = 'sent' | 'closed' | 'unavailable' | 'uncertain' | Held;

/**
 * Not sent: for `retryAfter` milliseconds Discord refuses messages in this person's channel (`one`), all direct messages
 * (`queue`), or everything.
 */
export interface Held {
  readonly retryAfter: number;
  readonly what: 'one' | 'queue' | 'all';
}
