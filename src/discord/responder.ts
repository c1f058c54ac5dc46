import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import type { ActionDefer } from '../dialogue/action.ts';
import type { Suggestion } from '../dialogue/command.ts';
import type { ShareKind } from '../kinds/shares.ts';
import type { MessageReply, Reply } from '../messages/reply.ts';

/** Identifies one interaction towards Discord. The token is a secret for 15 minutes: never logged. */
export interface InteractionAddress {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  /** The message with the control that was used. */
  readonly messageId?: string | undefined;
}

/** What a responder must know of other processes that hear of the same interaction; without, there are none. */
export interface Others {
  /** Whether this process has the interaction: what it wrote for it is kept, so that it must answer. */
  isOurs(): boolean;
  /** Whether another process has it, and answers. Asked right before an answer is sent. */
  isTheirs(): Promise<boolean>;
  /** Takes the place of a form where another process has answered already, for instance by a deferral. */
  formTooLate(): MessageReply;
}

/** For a process that has no other beside it. */
export const NOBODY_ELSE: Others = {
  isOurs: () => false,
  isTheirs: async () => false,
  formTooLate() {
    throw new TypeError('a form cannot follow another answer');
  },
};

/** A public answer, and where it stands. */
export interface Shared {
  readonly kind: ShareKind;
  readonly channelId: string;
  readonly messageId: string;
}

/**
 * Answers one interaction. The first answer is a single callback (Discord does not limit callbacks, but allows only 50 edits and
 * follow-ups a second); after `defer` it is an edit; further messages are follow-ups.
 *
 * Of several processes that heard of the interaction one answers. Where that is another one, everything here throws an
 * `AnsweredElsewhereError`, except {@link Responder.hold} and {@link Responder.interim}, which do nothing. docs/processes.md tells
 * which one answers.
 */
export interface Responder {
  /** Shows "thinking…" (or nothing yet, for `update`), which gives 15 minutes. Does nothing once deferred. */
  defer(kind: ActionDefer): Promise<void>;
  /** Defers in a handler's place, unless an answer is in progress; `suggestions`: suggests nothing. */
  hold(kind: ActionDefer | 'suggestions'): Promise<void>;
  /** Shows an interim answer after a deferral; the final answer replaces it. Does nothing once there is an answer. */
  interim(reply: MessageReply): Promise<void>;
  /** The kind of deferral, once no request is in progress. A form cannot follow one. */
  held(): Promise<ActionDefer | undefined>;
  /** Says privately what is being done; the answer replaces it, within 15 minutes. */
  announce(text: string): Promise<void>;
  reply(reply: Reply): Promise<void>;
  suggest(suggestions: readonly Suggestion[]): Promise<void>;
  /** Takes away an interim answer beside a deferral: another process answers. */
  giveUp(): Promise<void>;
  readonly deferred: ActionDefer | undefined;
  /** Time at which Discord accepted the first answer (`performance.now()`); undefined before. */
  readonly acknowledgedAt: number | undefined;
  /** The public answers so far. */
  readonly shared: readonly Shared[];
}

/**
 * Whether Discord says that the interaction was not answered in time (or its 15 minutes are over), so that the person cannot be
 * reached.
 */
export function isTooLate(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.code === RESTJSONErrorCodes.UnknownInteraction ||
      error.code === RESTJSONErrorCodes.UnknownWebhook ||
      error.code === RESTJSONErrorCodes.InvalidWebhookToken)
  );
}
