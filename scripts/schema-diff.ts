import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { copyClusterImage } from '../src/database/cluster-image.ts';
import { openPglite } from '../src/database/embedded-settings.ts';
import type { Migration } from '../src/database/migrations.ts';

const schemaPath = fileURLToPath(new URL('../prisma/schema.prisma', import.meta.url));

/**
 * The SQL that leads from what the migrations build to what `schema.prisma` (or `schema`) describes; empty when they
 * agree. Prisma's engine compares them, as WebAssembly and on an embedded database of its own: the native engine is
 * downloaded at its first use, and without it `prisma migrate diff` prints nothing and reports no error.
 */
export async function diffSchema(migrations: readonly Migration[], schema?: string): Promise<string> {
  const content = schema ?? (await readFile(schemaPath, 'utf8'));
  const directory = await mkdtemp(join(tmpdir(), 'granica-schema-'));
  const dataDir = join(directory, 'cluster');
  await mkdir(dataDir);
  // Copied where the installation has prepared one: to create it takes seconds.
  await copyClusterImage(dataDir);
  const pglite = await openPglite({ dataDir });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(shadowFactory(pglite));
    const engine = await SchemaEngine.new({ datamodels: [[schemaPath, content]] }, () => undefined, adapter);
    const result = await engine.diff({
      from: {
        tag: 'migrations',
        baseDir: 'prisma/migrations',
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, script }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: script } },
        })),
      },
      to: { tag: 'schemaDatamodel', files: [{ path: schemaPath, content }] },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    if (result.exitCode === 0) return '';
    if (result.stdout === null) throw new Error('The schema engine found a difference and did not print it');
    return result.stdout;
  } finally {
    await pglite.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** The engine builds the migrations in `pglite`. The adapter does not wait for a script, so its errors would be lost. */
function shadowFactory(pglite: PGlite): PrismaPGlite {
  const factory = new PrismaPGlite(pglite);
  factory.connectToShadowDb = async () => {
    const adapter = await factory.connect();
    adapter.executeScript = async (script) => {
      await pglite.exec(script);
    };
    return adapter;
  };
  return factory;
}
