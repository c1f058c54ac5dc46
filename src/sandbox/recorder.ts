import type { EventEmitter } from 'node:events';
import type { Happenings } from './core.ts';
import type { GatewayView } from './protocol.ts';

/** A request of the bot with what became of it. */
export interface RecordedRequest {
  id: number;
  /** Sandbox time. */
  at: number;
  method: string;
  /** From `/api/v10` on, without it: `/channels/1/messages?limit=5`. */
  path: string;
  /** The path with names for ids: `/channels/:channelId/messages`. */
  route: string;
  body: unknown;
  files: { name: string; size: number }[];
  status: number;
  response: unknown;
  /** `refused`: a refusal that a correct bot meets in daily work. `violation`: the bot's mistake. `fault`: injected. */
  verdict: 'pending' | 'accepted' | 'refused' | 'violation' | 'fault';
  /** The fault that hit it, by name. */
  fault?: string;
  /** Milliseconds from arrival to answer. */
  took: number;
}

/** A rule of Discord that the bot broke. */
export interface Violation {
  at: number;
  /** Short and stable, e.g. `invalid-form`, `unanswered`, `late-answer`, `answered-twice`, `gateway-4005`. */
  rule: string;
  message: string;
  requestId?: number;
  interactionId?: string;
}

export interface Recorder {
  readonly requests: RecordedRequest[];
  readonly gateway: GatewayView[];
  readonly violations: Violation[];
  request(start: Pick<RecordedRequest, 'method' | 'path' | 'at'>): RecordedRequest;
  frame(record: Omit<GatewayView, 'id' | 'at'>): void;
  violation(violation: Omit<Violation, 'at'>): void;
}

/** Keeps the newest `keep` requests and frames; violations are all kept. */
export function createRecorder(bus: EventEmitter<Happenings>, now: () => number, keep: number): Recorder {
  const requests: RecordedRequest[] = [];
  const gateway: GatewayView[] = [];
  const violations: Violation[] = [];
  let serial = 0;
  return {
    requests,
    gateway,
    violations,
    request(start) {
      serial += 1;
      const request: RecordedRequest = {
        ...start,
        id: serial,
        route: start.path,
        body: undefined,
        files: [],
        status: 0,
        response: undefined,
        verdict: 'pending',
        took: 0,
      };
      requests.push(request);
      if (requests.length > keep) requests.shift();
      return request;
    },
    frame(record) {
      serial += 1;
      const made = { ...record, id: serial, at: now() };
      gateway.push(made);
      if (gateway.length > keep) gateway.shift();
      bus.emit('gateway', made);
    },
    violation(violation) {
      const made = { ...violation, at: now() };
      violations.push(made);
      bus.emit('violation', made);
    },
  };
}
