import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyDatabase } from '../../chaos/server-database.ts';

/** A database for one bot, and the folder it runs in. */
export interface Place {
  readonly name: 'embedded' | 'server';
  readonly home: string;
  readonly url: string;
  readonly clear: () => Promise<void>;
}

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'granica-bench-'));
}

export function embeddedPlace(): Place {
  const home = folder();
  const clear = async () => rmSync(home, { recursive: true, force: true });
  return { name: 'embedded', home, url: `file:${join(home, 'data')}`, clear };
}

/** A new database on a server whose user may create some. */
export async function serverPlace(serverUrl: string): Promise<Place> {
  const home = folder();
  const { url, drop } = await emptyDatabase(serverUrl);
  return {
    name: 'server',
    home,
    url,
    async clear() {
      await drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** How safely the server stores: figures without it are of no use. */
export async function durabilityOf(serverUrl: string): Promise<string> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'server_version', 'synchronous_commit') ORDER BY name`,
    );
    return rows.map(({ name, setting }) => `${name} ${setting}`).join(', ');
  } finally {
    await client.end();
  }
}
