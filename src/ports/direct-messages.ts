/**
 * The port through which jobs write to members directly. `C` is the content that the composer makes and the implementation
 * understands. Whether the member wants it is the caller's business.
 */
export interface DirectMessages<C> {
  /** Whether somebody is a member of a guild now. `unknown`: Discord could not say, or the bot is no member itself. */
  membership(communityId: string, personId: string): Promise<'member' | 'gone' | 'unknown'>;
  /** Sends one direct message, silently; the nonce (at most 25 characters) as in {@link Messenger}. */
  send(personId: string, content: C, nonce: string): Promise<DirectResult>;
}

/**
 * How a direct message ended. `closed`: this person takes none from the bot, or shares no guild with it; `unavailable`:
 * surely not sent, may work later; `uncertain`: Discord may or may not have sent it.
 */
export type DirectResult = 'sent' | 'closed' | 'unavailable' | 'uncertain' | Held;

/** Not sent: Discord takes no such message for `retryAfter` milliseconds, in this person's channel or to anybody. */
export interface Held {
  readonly retryAfter: number;
  readonly everybody: boolean;
}
