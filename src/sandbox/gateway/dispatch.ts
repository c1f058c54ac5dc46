import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Session } from './session.ts';

/** An event for the bot, and who of its sessions gets it. */
export interface Dispatch {
  event: string;
  /** Decides the shard; null goes to shard 0, as direct messages do. */
  guildId: string | null;
  /** The bot must be able to see it. */
  channelId?: string;
  /** Sent to sessions that asked for at least one of these; 0: to all. */
  intents: number;
  /** Also when the bot is no member of the guild (interactions of a user install), or the guild is unavailable. */
  always?: boolean;
  data: (intents: number) => unknown;
}

/** The gateway, as the other parts know it. */
export interface Gateway {
  readonly sessions: ReadonlyMap<string, Session>;
  dispatch(event: Dispatch): void;
  /** Accepts WebSocket upgrades of `/gateway`; false when the address is another's. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  open(session: Session): void;
  /** How many sessions were started: 1000 a day are allowed. */
  identified(): number;
  forget(session: Session): void;
  /** Ends every connection. A code that forbids resuming also forgets the sessions. */
  closeAll(code: number, reason?: string): void;
  /** Cuts the TCP connections without a close frame. */
  cutAll(): void;
  /** Op 7: asks the bot to reconnect and resume. */
  askReconnect(): void;
  /** Op 9: declares the sessions invalid. */
  invalidate(resumable: boolean): void;
  stop(): void;
}
