import { Gauge, type Registry } from 'prom-client';

/** The state of this process at one moment. */
export interface ProcessState {
  readonly shards: {
    /** Number of shards of the whole bot; 0 until it is known. */
    readonly count: number;
    readonly held: number;
    /** Whether others hold all shards, and this process waits for one. */
    readonly standby: boolean;
  };
  /** Guilds whose shards this process holds. */
  readonly guilds: number;
  /** Seconds that Discord's gateway took to answer the last heartbeat; undefined until there was one. */
  readonly gatewayPing: number | undefined;
  /** Whether what other processes write is heard; undefined where there are none. */
  readonly listening: boolean | undefined;
  /** Connections to a database server by pool; none with the embedded database. */
  readonly pools: readonly {
    readonly pool: string;
    readonly open: number;
    readonly idle: number;
    readonly waiting: number;
    readonly most: number;
  }[];
}

export interface ProcessGauges {
  /** Where the state is read. */
  watch(read: () => ProcessState): void;
  /** Reads the state now. */
  refresh(): void;
}

/** Gauges of one process, read when they are scraped. */
export function createProcessGauges(registry: Registry): ProcessGauges {
  const registers = [registry];
  const shards = new Gauge({
    name: 'granica_shards',
    help: 'Number of shards of the whole bot; the same from every process.',
    registers,
  });
  const held = new Gauge({
    name: 'granica_shards_held',
    help: 'Shards that this process holds; all processes together hold each one once.',
    registers,
  });
  const standby = new Gauge({
    name: 'granica_standby',
    help: 'Whether this process holds no shard because others hold them all, and takes over when one of them ends.',
    registers,
  });
  const guilds = new Gauge({
    name: 'granica_guilds',
    help: 'Discord servers that this process receives events for.',
    registers,
  });
  const ping = new Gauge({
    name: 'granica_gateway_ping_seconds',
    help: 'Time in which Discord’s gateway answered the last heartbeat.',
    labelNames: [],
    registers,
  });
  const connections = new Gauge({
    name: 'granica_database_connections',
    help: 'Connections to the database server by pool ("short": people, "long": jobs) and state.',
    labelNames: ['pool', 'state'],
    registers,
  });
  const most = new Gauge({
    name: 'granica_database_connections_max',
    help: 'The most connections that a pool may open.',
    labelNames: ['pool'],
    registers,
  });
  const waiting = new Gauge({
    name: 'granica_database_waiting',
    help: 'Statements and transactions that wait for a connection, by pool.',
    labelNames: ['pool'],
    registers,
  });
  const listening = new Gauge({
    name: 'granica_database_listening',
    help: 'Whether what other processes write is heard; without, nothing that was read is remembered.',
    labelNames: [],
    registers,
  });
  ping.remove();
  listening.remove();

  let read: (() => ProcessState) | undefined;
  return {
    watch(source) {
      read = source;
    },
    refresh() {
      if (!read) return;
      const state = read();
      shards.set(state.shards.count);
      held.set(state.shards.held);
      standby.set(state.shards.standby ? 1 : 0);
      guilds.set(state.guilds);
      if (state.gatewayPing === undefined) ping.remove();
      else ping.set(state.gatewayPing);
      if (state.listening !== undefined) listening.set(state.listening ? 1 : 0);
      for (const each of state.pools) {
        const { pool } = each;
        connections.set({ pool, state: 'idle' }, each.idle);
        connections.set({ pool, state: 'used' }, each.open - each.idle);
        most.set({ pool }, each.most);
        waiting.set({ pool }, each.waiting);
      }
    },
  };
}
