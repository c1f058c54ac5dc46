import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { applyMigrations, type Migration, readMigrations } from '../../src/database/migrations.ts';
import { connectServer } from '../../src/database/server.ts';
import { type SqlSession, serverSession } from '../../src/database/sql-session.ts';

/** A PostgreSQL server on which the suite runs as well; its user may create databases. */
export const testServerUrl = process.env.TEST_DATABASE_URL;

const PREFIX = 'granica_test_';
const TEMPLATE = `${PREFIX}template_`;
/** Key of the advisory lock under which the template is made. */
const LOCK = 72_707_370;

/** A database of a test's own. */
export interface ServerTestUrl {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/**
 * The address of a new, migrated database on the server of TEST_DATABASE_URL: as an embedded one, a copy of one that is migrated
 * once for a set of migrations. To migrate each would take six times as long.
 */
export async function serverTestUrl(): Promise<ServerTestUrl> {
  template ??= migratedTemplate();
  return newDatabase(`TEMPLATE ${await template}`);
}

/** The address of a new database on that server in which there is nothing, for tests of migrations and of restoring. */
export async function emptyServerUrl(): Promise<ServerTestUrl> {
  return newDatabase('');
}

let template: Promise<string> | undefined;

async function newDatabase(from: string): Promise<ServerTestUrl> {
  const name = `${PREFIX}${randomBytes(6).toString('hex')}`;
  await onServer(async (run) => void (await run(`CREATE DATABASE ${name} ${from}`)));
  return {
    url: addressOf(name),
    drop: () => onServer(async (run) => void (await run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

async function migratedTemplate(): Promise<string> {
  const migrations = await readMigrations();
  const hash = createHash('sha256').update(JSON.stringify(migrations.map(({ name, checksum }) => [name, checksum])));
  const name = `${TEMPLATE}${hash.digest('hex').slice(0, 16)}`;
  await onServer(async (run) => {
    // The other worker may do this at the same time. The lock ends with the connection.
    await run(`SELECT pg_advisory_lock(${LOCK})`);
    const made = (await run(`SELECT datname FROM pg_database WHERE datname LIKE '${TEMPLATE}%'`)).map(
      ({ datname }) => datname,
    );
    if (made.includes(name)) return;
    for (const outdated of made) await run(`DROP DATABASE IF EXISTS ${outdated}`);
    await run(`CREATE DATABASE ${name}_begun`);
    await migrate(addressOf(`${name}_begun`), migrations);
    await run(`ALTER DATABASE ${name}_begun RENAME TO ${name}`);
  });
  return name;
}

async function migrate(url: string, migrations: readonly Migration[]): Promise<void> {
  const silent = () => undefined;
  const server = await connectServer(url, { info: silent, warn: silent, error: silent });
  try {
    await server.withSession((session) => applyMigrations(session, { migrations }));
  } finally {
    await server.close();
  }
}

const addressOf = (name: string): string => Object.assign(new URL(testServerUrl ?? ''), { pathname: `/${name}` }).href;

type Run = (statement: string) => Promise<readonly { readonly datname?: unknown }[]>;

async function onServer(work: (run: Run) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: testServerUrl });
  await client.connect();
  try {
    await work(async (statement) => (await client.query(statement)).rows);
  } finally {
    await client.end();
  }
}

/** A session on a database that is opened when it is first used, and again where the server has ended it. */
export function keepSession(url: string) {
  let opened: Promise<pg.Client> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const open = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url });
    const forget = () => {
      opened = undefined;
    };
    client.on('error', forget);
    client.on('end', forget);
    await client.connect();
    return client;
  };
  return {
    /** One after the other. */
    use<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
      const done = last.then(async () => {
        opened ??= open();
        return work(serverSession(await opened));
      });
      last = done.catch(() => undefined);
      return done;
    },
    async close(): Promise<void> {
      await last;
      await (await opened)?.end();
    },
  };
}
