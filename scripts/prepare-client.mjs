// Runs after `npm ci`, as plain JavaScript because Node may be an old one there: makes the database client in
// src/database/generated. With the development packages Prisma generates it; without them (`npm ci --omit=dev`) what
// `npm run db:client` kept of it is copied, for Prisma's command line would be half of a production installation.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const prisma = at('node_modules/prisma-cli/build/index.js');

if (existsSync(prisma)) {
  const { status } = spawnSync(process.execPath, [prisma, 'generate'], { cwd: at('.'), stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else {
  rmSync(at('src/database/generated'), { recursive: true, force: true });
  cpSync(at('prisma/client'), at('src/database/generated'), { recursive: true });
}
