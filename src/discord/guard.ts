import type { ActionDefer } from '../dialogue/action.ts';
import type { MessageReply } from '../messages/reply.ts';
import type { Deadlines } from './deadlines.ts';
import type { Responder } from './respond.ts';

export interface GuardOptions {
  readonly deadlines: Deadlines;
  readonly responder: Responder;
  /** What is announced; `suggestions`: none are given. */
  readonly hold: ActionDefer | 'suggestions';
  /** How it stands, with what the person typed. */
  readonly interim: () => MessageReply;
  readonly onError: (error: unknown) => void;
}

export interface Guard {
  /** The person was told that it takes a while. */
  announced(): void;
  stop(): void;
}

/**
 * Sees to it that whoever waits hears something, whatever keeps the handler: the database, a file server, another community's
 * work. It begins when the bot receives the interaction; the interaction's own time would need a clock that agrees with
 * Discord's.
 */
export function startGuard({ deadlines, responder, hold, interim, onError }: GuardOptions): Guard {
  const after = (milliseconds: number, act: () => Promise<void>) =>
    setTimeout(() => act().catch(onError), milliseconds);
  const holding = after(deadlines.hold, () => responder.hold(hold));
  // In a process that stood still for longer than both, either timer may go off first: what says how it stands needs a place.
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
