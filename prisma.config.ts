import type { PrismaConfig } from 'prisma-cli/config';

// `prisma generate` would download its schema engine, which it then never runs; naming any existing file stops that,
// so that installation works offline. Migrations are written by `npm run db:migration` and applied at start.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default {
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
} satisfies PrismaConfig;
