import { EventEmitter } from 'node:events';
import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { Gateway } from './gateway/gateway.ts';
import type { InteractionState, Interactions } from './interactions/interactions.ts';
import type { GatewayView } from './protocol.ts';
import type { RecordedRequest, Recorder, Violation } from './recorder.ts';
import type { ChannelState, MessageState, WorldState } from './world/state.ts';

/** What happens in the sandbox, for those who wait for it: persons in tests, the page, the saver. */
export interface Happenings {
  message: [kind: 'created' | 'updated' | 'deleted', message: MessageState];
  channel: [kind: 'created' | 'updated' | 'deleted', channel: ChannelState];
  guild: [guildId: string];
  person: [userId: string];
  commands: [guildId: string];
  typing: [channelId: string, userId: string];
  /** `acknowledged`: the first answer came. `changed`: its answer was edited, followed up or deleted. `failed`: no answer in time. */
  interaction: [stage: 'created' | 'acknowledged' | 'changed' | 'failed', interaction: InteractionState];
  request: [request: RecordedRequest];
  gateway: [record: GatewayView];
  violation: [violation: Violation];
  session: [];
  clock: [];
  faults: [];
}

/** The parts of one sandbox, for one another. */
export interface Core {
  readonly token: string;
  /** `http://127.0.0.1:PORT`, known once it listens. */
  url: string;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly newId: (at?: number) => string;
  readonly world: WorldState;
  readonly bus: EventEmitter<Happenings>;
  readonly recorder: Recorder;
  readonly faults: Faults;
  readonly gateway: Gateway;
  readonly interactions: Interactions;
}

export interface Settings {
  /** Send `X-RateLimit-*` headers and enforce the limits. */
  rateLimits: boolean;
  /** What `GET /gateway/bot` recommends, and the least that identify must use. */
  shards: number;
  /** Intents switched on in the developer portal, of the privileged three (members, presences, message content). */
  privilegedIntents: number;
  /** Milliseconds for the first answer to an interaction. Discord: 3000. */
  answerWithin: number;
  heartbeatInterval: number;
  /** Milliseconds of real time for which a person of a test waits, if it does not say how long. */
  patience: number;
}

export function createBus(): EventEmitter<Happenings> {
  return new EventEmitter<Happenings>().setMaxListeners(0);
}

/** The bot's own user id: the same as its application's. */
export function botId(core: Core): string {
  return core.world.application.id;
}
