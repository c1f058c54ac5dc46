import type { EventEmitter } from 'node:events';
import type { Happenings } from './happenings.ts';
import type { GatewayView } from './protocol.ts';
import type { RecordedRequest, Violation } from './records.ts';

export interface Recorder {
  readonly requests: RecordedRequest[];
  readonly gateway: GatewayView[];
  readonly violations: Violation[];
  request(start: Pick<RecordedRequest, 'method' | 'path' | 'at'>): RecordedRequest;
  frame(record: Omit<GatewayView, 'id' | 'at'>): void;
  violation(violation: Omit<Violation, 'at'>): void;
}

/** Keeps the newest `keep` requests and frames, and all violations. */
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
