import type { Core } from '../core.ts';
import type { RecordsView, RequestView, ViolationView } from '../protocol.ts';
import type { RecordedRequest, Violation } from '../records.ts';

export function requestView(request: RecordedRequest): RequestView {
  const { id, at, method, path, route, status, verdict, fault, took, body, response, files } = request;
  return { id, at, method, path, route, status, verdict, fault: fault ?? null, took, body, response, files };
}

export function violationView({ at, rule, message, requestId }: Violation): ViolationView {
  return { at, rule, message, requestId: requestId ?? null };
}

/** The newest 300 of each kind since `after`, a record's id. */
export function recordsView({ recorder }: Core, after: number): RecordsView {
  return {
    requests: recorder.requests
      .filter((request) => request.id > after)
      .slice(-300)
      .map(requestView),
    gateway: recorder.gateway.filter((record) => record.id > after).slice(-300),
    violations: recorder.violations.map(violationView),
  };
}
