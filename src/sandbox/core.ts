import type { EventEmitter } from 'node:events';
import type { Clock } from './clock.ts';
import type { CompanionState } from './companion.ts';
import type { Faults } from './faults.ts';
import type { Gateway } from './gateway/dispatch.ts';
import type { Happenings } from './happenings.ts';
import type { Interactions } from './interactions/state.ts';
import type { Recorder } from './recorder.ts';
import type { Snowflakes } from './snowflake.ts';
import type { WorldState } from './world/state.ts';

/** The parts of one sandbox, for use by one another. */
export interface Core {
  readonly token: string;
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  url: string;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly newId: Snowflakes;
  readonly world: WorldState;
  readonly bus: EventEmitter<Happenings>;
  readonly recorder: Recorder;
  readonly faults: Faults;
  readonly gateway: Gateway;
  readonly interactions: Interactions;
  readonly companion: CompanionState;
}

export interface Settings {
  /** Whether to send `X-RateLimit-*` headers and enforce the limits. */
  rateLimits: boolean;
  /** Number of shards that `GET /gateway/bot` recommends, and the minimum that identify must use. */
  shards: number;
  /** `max_concurrency` of `GET /gateway/bot`: the number of buckets (`shard % max_concurrency`) in which shards log in. */
  maxConcurrency: number;
  /** Whether a second identify in one bucket within 5 s is refused with Invalid Session (op 9), as Discord does. */
  identifyPace: boolean;
  /** Sessions that may be started a day: `session_start_limit` of `GET /gateway/bot`. */
  sessionStarts: number;
  /** Privileged intents (members, presences, message content) enabled in the developer portal. */
  privilegedIntents: number;
  /** Milliseconds for the first answer to an interaction. Discord: 3000. */
  answerWithin: number;
  heartbeatInterval: number;
  /** Milliseconds of real time that a test's person waits by default. */
  patience: number;
}

/** The bot's user id: the same as its application's. */
export function botId(core: Core): string {
  return core.world.application.id;
}
