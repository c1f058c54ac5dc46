// Fails when schema.prisma holds something that no migration builds, or the other way round.
import { readMigrations } from '../src/database/migrations.ts';
import { diffSchema } from './schema-diff.ts';

const missing = await diffSchema(await readMigrations());
if (missing !== '') {
  console.error(`schema.prisma and prisma/migrations differ. Run: npm run db:migration -- name\n\n${missing}`);
  process.exitCode = 1;
} else {
  console.log('schema.prisma and prisma/migrations agree.');
}
