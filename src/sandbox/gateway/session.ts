import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';

/** Gateway opcodes. */
export const OP = {
  Dispatch: 0,
  Heartbeat: 1,
  Identify: 2,
  PresenceUpdate: 3,
  VoiceStateUpdate: 4,
  Resume: 6,
  Reconnect: 7,
  RequestGuildMembers: 8,
  InvalidSession: 9,
  Hello: 10,
  HeartbeatAck: 11,
} as const;

/** One shard's session: it outlives its socket so that it can be resumed. */
export interface Session {
  readonly id: string;
  readonly shard: number;
  readonly shardCount: number;
  readonly intents: number;
  sequence: number;
  /** Events that may have to be replayed, oldest first. */
  readonly sent: { s: number; t: string; d: unknown }[];
  socket: WebSocket | null;
}

/** Maximum events that a session can replay. */
const REPLAY = 1000;

export function createSession(shard: number, shardCount: number, intents: number, socket: WebSocket): Session {
  return { id: randomBytes(16).toString('hex'), shard, shardCount, intents, sequence: 0, sent: [], socket };
}

/** Numbers an event, keeps it for a resume, and sends it if there is a socket. */
export function sendEvent(session: Session, t: string, d: unknown): void {
  session.sequence += 1;
  const event = { s: session.sequence, t, d: structuredClone(d) };
  session.sent.push(event);
  if (session.sent.length > REPLAY) session.sent.shift();
  session.socket?.send(JSON.stringify({ op: OP.Dispatch, ...event }));
}

/** Sends all events after `sequence` again. Returns false if the session no longer has all of them. */
export function replay(session: Session, sequence: number): boolean {
  if (sequence > session.sequence) return false;
  const missed = session.sent.filter((event) => event.s > sequence);
  if (missed.length < session.sequence - sequence) return false;
  for (const event of missed) session.socket?.send(JSON.stringify({ op: OP.Dispatch, ...event }));
  return true;
}
