// Runs after `npm ci --omit=dev`, as plain JavaScript because Node may be an old one there: removes from node_modules what a bot
// in production never opens (types, source maps, other databases' engines, headers for compiling addons). With the development
// packages it does nothing. `--list` only says what it would remove.
import * as fs from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the bot never opens, by patterns below node_modules. */
const UNUSED = [
  '**/*.{map,d.ts,d.mts,d.cts}',
  // Only compilers of the language ask for these; npm brings them because the client names one as a peer.
  'typescript',
  '@typescript',
  '@types',
  // Node's headers, for addons compiled on the spot: there are none.
  'node-linux-*/include',
  // The client's engines for other databases, and the fast one: schema.prisma asks for the small one.
  '@prisma/client/runtime/query_compiler_fast_*',
  '@prisma/client/runtime/query_compiler_small_bg.{cockroachdb,mysql,sqlite,sqlserver}.*',
  '@prisma/client/runtime/*.wasm-base64.js',
  // Bundles for browsers; the bot imports the parts.
  'echarts/dist',
  'echarts/types',
  'openai/src',
  'zod/src',
];

const modules = `${root}node_modules/`;
// Node 20 cannot list them; the installation is then only heavier.
const unused = () => fs.globSync?.(UNUSED, { cwd: modules }) ?? [];

if (process.argv.includes('--list')) console.log(unused().join('\n'));
else if (!fs.existsSync(`${modules}prisma-cli`))
  for (const path of unused()) fs.rmSync(modules + path, { recursive: true, force: true });
