import type { Settings } from '../config.ts';
import type { Database } from '../database/database.ts';
import type { Connection } from '../discord/connection.ts';
import type { Log } from '../operations/log.ts';
import type { Metrics } from '../operations/metrics.ts';
import { BusyPortError, type OpsServer, startOpsServer } from '../operations/server.ts';
import type { RunningOutbox } from '../outbox/outbox.ts';
import type { Shards } from '../ports/shards.ts';
import type { Clock } from '../time/clock.ts';
import { readBotState } from './bot-state.ts';

/** What operators are shown. */
export interface OpsParts {
  /** Address for health and metrics; not served if undefined. */
  readonly address: Settings['ops'];
  readonly metrics: Metrics;
  readonly connection: Pick<Connection, 'isReady' | 'guildIds' | 'ping'>;
  readonly database: Database;
  readonly outbox: Pick<RunningOutbox, 'kinds'>;
  readonly shards: Shards;
  /** Whether this process holds no shard because others hold them all, and waits to take over. */
  readonly standsBy: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Measures the parts and, if there is an address, serves health and metrics there. */
export async function startOps(parts: OpsParts): Promise<OpsServer | undefined> {
  const { address, metrics, connection, database, outbox, shards, standsBy, clock, log } = parts;
  database.traffic.onStatement = metrics.observeStatement;
  metrics.watchProcess(() => ({
    shards: { count: shards.count, held: shards.held().length, standby: standsBy() },
    guilds: connection.guildIds().size,
    gatewayPing: connection.ping(),
    listening: database.traffic.listening?.(),
    pools: database.traffic.pools(),
  }));
  metrics.watchBot(() => readBotState({ db: database.db, clock, stepKinds: outbox.kinds }));
  const gateway = async () => {
    if (!connection.isReady()) throw new Error('the gateway is not ready');
  };
  const reachable = async () => {
    await database.db.$queryRaw`SELECT 1`;
  };
  const standby = { active: standsBy, checks: { database: reachable } };
  if (!address) return undefined;
  const { host, port, optional } = address;
  const serving = startOpsServer({ host, port, checks: { gateway, database: reachable }, standby, metrics, log });
  return serving.catch((error: unknown) => {
    if (!optional || !(error instanceof BusyPortError)) throw error;
    log.info(
      `Another program uses port ${port}: this try-out runs without health and metrics. OPS_PORT gives them another.`,
    );
    return undefined;
  });
}
