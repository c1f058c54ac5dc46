import { randomUUID } from 'node:crypto';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { claiming } from '../../src/database/claiming.ts';
import { createClient, type Db } from '../../src/database/client.ts';
import { readMigrations } from '../../src/database/migrations.ts';
import { createSealer } from '../../src/database/sealing.ts';
import { openServer } from '../../src/database/server.ts';
import { takingTurns } from '../../src/database/taking-turns.ts';
import { silentLog, testPglite } from './database.ts';
import { serverTestUrl, testServerUrl } from './server-database.ts';

/** Two processes' clients of one database, which claim interactions. */
export interface TwoClients {
  readonly one: Db;
  readonly two: Db;
  close(): Promise<void>;
}

/** On the server of TEST_DATABASE_URL; else on an embedded database, which only a test lets two clients share. */
export async function twoClients(): Promise<TwoClients> {
  if (testServerUrl !== undefined) return onServer();
  const pglite = await testPglite();
  const client = () => createClient(claiming(takingTurns(new PrismaPGlite(pglite)), randomUUID()), { pools: () => [] });
  const [one, two] = [client(), client()];
  return {
    one,
    two,
    async close() {
      await Promise.all([one.$disconnect(), two.$disconnect()]);
      await pglite.close();
    },
  };
}

async function onServer(): Promise<TwoClients> {
  const { url, drop } = await serverTestUrl();
  const options = { url, log: silentLog, migrations: await readMigrations(), sealer: createSealer([]) };
  const [one, two] = [await openServer(options), await openServer(options)];
  return {
    one: one.db,
    two: two.db,
    async close() {
      await Promise.all([one.close(), two.close()]);
      await drop();
    },
  };
}
