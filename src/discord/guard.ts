import type { ActionDefer } from '../dialogue/action.ts';
import type { MessageReply } from '../messages/reply.ts';
import type { Deadlines } from './deadlines.ts';
import type { Responder } from './responder.ts';

export interface GuardOptions {
  readonly deadlines: Deadlines;
  readonly responder: Responder;
  /** How the answer is deferred; `suggestions`: answers with none. */
  readonly hold: ActionDefer | 'suggestions';
  /** Interim answer, with the person's typed text. */
  readonly interim: () => MessageReply;
  readonly onError: (error: unknown) => void;
}

export interface Guard {
  /** Records that the person was told that it takes a while. */
  announced(): void;
  stop(): void;
}

/**
 * Ensures that the person gets an answer in time, whatever delays the handler: the database, a file server, another community's
 * work. It starts when the bot receives the interaction; using the interaction's own timestamp would require a clock in step with
 * Discord's.
 */
export function startGuard({ deadlines, responder, hold, interim, onError }: GuardOptions): Guard {
  const after = (milliseconds: number, act: () => Promise<void>) =>
    setTimeout(() => act().catch(onError), milliseconds);
  const holding = after(deadlines.hold, () => responder.hold(hold));
  // If the process was suspended beyond both deadlines, either timer may fire first: the interim answer needs the deferral.
  const tell = async (): Promise<void> => {
    await responder.hold(hold);
    await responder.interim(interim());
  };
  let telling = hold === 'suggestions' ? undefined : after(deadlines.interim, tell);
  return {
    announced() {
      clearTimeout(telling);
      telling = after(deadlines.announcedInterim, tell);
    },
    stop() {
      clearTimeout(holding);
      clearTimeout(telling);
    },
  };
}
