// npm run db:migration -- name: writes prisma/migrations/<time>_<name>/migration.sql from the changes in
// schema.prisma, and renews the database client and what is kept of it in prisma/client.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { migrationsDirectory, readMigrations } from '../src/database/migrations.ts';
import { renewClient } from './kept-client.ts';
import { diffSchema } from './schema-diff.ts';

const name = process.argv[2];
if (name === undefined || !/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name)) {
  console.error('Name the migration by what it does, in lower case: npm run db:migration -- add_pauses');
  process.exit(1);
}

await mkdir(migrationsDirectory, { recursive: true });
const migrations = await readMigrations();
const script = await diffSchema(migrations);
if (script === '') {
  console.log('The migrations already lead to schema.prisma: nothing to write.');
} else {
  const folder = join(migrationsDirectory, `${timestampAfter(migrations.at(-1)?.name)}_${name}`);
  await mkdir(folder);
  const file = join(folder, 'migration.sql');
  await writeFile(file, script);
  renewClient();
  console.log(
    `Wrote ${relative('.', file)}. Read it before you commit it: a renamed column is dropped and added anew.`,
  );
}

/** YYYYMMDDHHMMSS in UTC, as Prisma names its folders, and after the last one even where a clock is behind. */
function timestampAfter(last: string | undefined): string {
  const now = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const previous = last?.slice(0, 14) ?? '';
  return now > previous ? now : String(BigInt(previous) + 1n);
}
