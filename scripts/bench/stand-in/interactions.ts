import { dataOf, kindOf, refusalOf, refusalOfMessage } from './judge.ts';
import type { AnswerKind, Ask, Payload, Recorded, Sent } from './protocol.ts';
import { newId, type Prepared } from './world.ts';

/** How an interaction ended. */
export interface Ended {
  /** Milliseconds from the dispatch; undefined: never. */
  readonly acknowledged: number | undefined;
  readonly final: number;
  readonly kind: AnswerKind | undefined;
  /** The body with the answer, as it was sent. */
  readonly raw: string;
  readonly sent: Recorded;
  /** Why the stand-in refused a request, or that no answer came. */
  readonly problem: string | undefined;
}

interface Open {
  readonly type: number;
  readonly sentAt: number;
  readonly sent: Sent[];
  readonly end: (ended: Ended) => void;
  readonly timer: NodeJS.Timeout;
  acknowledged: number | undefined;
  deferred: number | undefined;
  over: boolean;
}

const TYPES: Readonly<Record<Ask['kind'], number>> = { command: 2, button: 3, suggestion: 4, form: 5 };
/** Milliseconds after which nobody waits any longer: Discord itself gives up on the first answer after three seconds. */
const PATIENCE = 15_000;
const DISCORD_PATIENCE = 3000;
/** Milliseconds for which a token is kept after its answer: more may be sent with it. */
const KEPT = 10_000;

/** A response of the stand-in: a status, with an error's code and words. */
export interface Verdict {
  readonly status: number;
  readonly error?: { readonly code: number; readonly message: string };
}

export interface Interactions {
  /** Sends an interaction of a member and waits for its answer. */
  ask(kind: Ask['kind'], prepared: Prepared, member: number, label: string): Promise<Ended>;
  callback(token: string, raw: string, body: Payload, files: Sent['files']): Verdict;
  /** An edit of the answer (`original`), or a message after it. */
  message(to: 'original' | 'follow-up', token: string, raw: string, body: Payload, files: Sent['files']): Verdict;
  knows(token: string): boolean;
}

const UNKNOWN: Verdict = { status: 404, error: { code: 10062, message: 'Unknown interaction' } };

/** Keeps account of the interactions that wait for an answer. `dispatch` is given the text of a frame without its number. */
export function createInteractions(dispatch: (frame: (sequence: number) => string) => void): Interactions {
  const open = new Map<string, Open>();
  let serial = 0;

  const finish = (token: string, one: Open, kind: AnswerKind | undefined, raw: string, problem?: string) => {
    if (one.over) return;
    one.over = true;
    clearTimeout(one.timer);
    setTimeout(() => open.delete(token), KEPT).unref();
    const final = performance.now() - one.sentAt;
    const late = (one.acknowledged ?? final) > DISCORD_PATIENCE ? 'acknowledged too late' : undefined;
    one.end({ acknowledged: one.acknowledged, final, kind, raw, sent: one.sent, problem: problem ?? late });
  };
  const refuse = (token: string, one: Open, raw: string, message: string): Verdict => {
    finish(token, one, undefined, raw, `refused: ${message}`);
    return { status: 400, error: { code: 50035, message } };
  };
  const take = (token: string, one: Open, raw: string, request: Sent) => {
    if (one.over) return;
    one.sent.push(request);
    const kind = kindOf(request, one.deferred);
    if (kind) finish(token, one, kind, raw);
  };

  return {
    ask(kind, prepared, member, label) {
      serial += 1;
      const token = `${label}n${serial.toString(36)}`;
      return new Promise((end) => {
        const timer = setTimeout(() => {
          const one = open.get(token);
          if (one) finish(token, one, undefined, '', one.acknowledged === undefined ? 'unanswered' : 'never finished');
        }, PATIENCE);
        const frame = { id: newId(), token };
        dispatch((sequence) => prepared(sequence, member, frame.id, token));
        open.set(token, {
          type: TYPES[kind],
          sentAt: performance.now(),
          sent: [],
          end,
          timer,
          acknowledged: undefined,
          deferred: undefined,
          over: false,
        });
      });
    },
    callback(token, raw, body, files) {
      const one = open.get(token);
      if (!one) return UNKNOWN;
      if (one.acknowledged !== undefined)
        return { status: 400, error: { code: 40060, message: 'Interaction has already been acknowledged.' } };
      const refusal = refusalOf(one.type, body);
      if (refusal) return refuse(token, one, raw, refusal);
      one.acknowledged = performance.now() - one.sentAt;
      const type = Number(body.type);
      if (type === 5 || type === 6) one.deferred = type;
      take(token, one, raw, { to: 'callback', body, files });
      return { status: 204 };
    },
    message(to, token, raw, body, files) {
      const one = open.get(token);
      if (one?.acknowledged === undefined) return UNKNOWN;
      const refusal = refusalOfMessage(body);
      if (refusal) return refuse(token, one, raw, refusal);
      take(token, one, raw, { to, body, files });
      return { status: 200 };
    },
    knows: (token) => open.has(token),
  };
}

/** The words, form or suggestions of a recorded answer. */
export function answerOf(recorded: Recorded): Payload {
  const last = recorded.at(-1);
  if (!last) throw new Error('Nothing was sent');
  return last.to === 'callback' ? dataOf(last.body) : last.body;
}
