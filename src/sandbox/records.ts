/** A request of the bot and its outcome. */
export interface RecordedRequest {
  id: number;
  /** Sandbox time. */
  at: number;
  method: string;
  /** Without the leading `/api/v10`: `/channels/1/messages?limit=5`. */
  path: string;
  /** The path with names in place of ids: `/channels/:channelId/messages`. */
  route: string;
  body: unknown;
  files: { name: string; size: number }[];
  status: number;
  response: unknown;
  /** `refused`: a refusal that a correct bot encounters in daily work. `violation`: the bot's mistake. `fault`: injected. */
  verdict: 'pending' | 'accepted' | 'refused' | 'violation' | 'fault';
  /** Name of the fault that hit it. */
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
