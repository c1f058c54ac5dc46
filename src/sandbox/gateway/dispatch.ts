import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Session } from './session.ts';

/** An event for the bot, and which of its sessions receive it. */
export interface Dispatch {
  event: string;
  /** Determines the shard; null means shard 0, as for direct messages. */
  guildId: string | null;
  /** The channel that the bot must be able to see. */
  channelId?: string;
  /** Intents of which a session must have requested at least one; 0: all sessions. */
  intents: number;
  /** Whether to send it even if the bot is not in the guild (interactions of a user install), or the guild is unavailable. */
  always?: boolean;
  data: (intents: number) => unknown;
}

/** The gateway, as seen by the other parts. */
export interface Gateway {
  readonly sessions: ReadonlyMap<string, Session>;
  dispatch(event: Dispatch): void;
  /** Accepts WebSocket upgrades of `/gateway`; returns false for another address. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  open(session: Session): void;
  /** Whether the shard logs in less than 5 s of real time after another one of its bucket. Notes the attempt. */
  isTooSoon(shard: number): boolean;
  /** Number of sessions started: 1000 a day are allowed. */
  identified(): number;
  forget(session: Session): void;
  /** Ends every connection. A code that forbids resuming also deletes the sessions. */
  closeAll(code: number, reason?: string): void;
  /** Cuts the TCP connections without a close frame. */
  cutAll(): void;
  /** Resolves once the bot has received everything that was sent to it, or its connection has ended. */
  heard(): Promise<void>;
  /** Op 7: asks the bot to reconnect and resume. */
  askReconnect(): void;
  /** Op 9: declares the sessions invalid. */
  invalidate(resumable: boolean): void;
  stop(): void;
}
