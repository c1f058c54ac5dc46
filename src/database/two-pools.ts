import type { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { cutSilentConnections } from './connections.ts';
import { currentPatience, type Patience } from './lanes.ts';

/** One client over two pools of connections: each statement and transaction takes the one of who waits for it. */
export function twoPools(pools: Readonly<Record<Patience, PrismaPg>>): SqlDriverAdapterFactory {
  const { provider, adapterName } = pools.short;
  return {
    provider,
    adapterName,
    async connect() {
      const [short, long] = await Promise.all([pools.short.connect(), pools.long.connect()]);
      for (const adapter of [short, long]) cutSilentConnections(adapter.underlyingDriver());
      const chosen = (): SqlDriverAdapter => (currentPatience() === 'long' ? long : short);
      return {
        provider,
        adapterName,
        queryRaw: (query) => chosen().queryRaw(query),
        executeRaw: (query) => chosen().executeRaw(query),
        startTransaction: (isolation) => chosen().startTransaction(isolation),
        executeScript: (script) => long.executeScript(script),
        getConnectionInfo: () => short.getConnectionInfo(),
        dispose: async () => void (await Promise.allSettled([short.dispose(), long.dispose()])),
      };
    },
  };
}
