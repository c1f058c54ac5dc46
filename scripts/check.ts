// npm run check: runs all its parts, and shows at once what those say that fail. Says nothing when nothing is wrong.
import { fileURLToPath } from 'node:url';
import { type Part, runParts } from './parts.ts';

/** By their names; the longest first, for two run at a time. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  lint: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '.'],
  types: ['node_modules/typescript/bin/tsc'],
  migrations: ['scripts/check-migrations.ts'],
  imports: ['scripts/house/main.ts', '--check'],
  'types of the sandbox’s page': ['node_modules/typescript/bin/tsc', '-p', 'src/sandbox/page'],
  spelling: ['scripts/check-spelling.ts'],
  content: ['scripts/check-content.ts'],
  commands: ['scripts/check-commands.ts'],
  strings: ['scripts/check-strings.ts'],
  comments: ['scripts/check-comments.ts'],
  documents: ['scripts/check-docs.ts'],
  'database client': ['scripts/db-client.ts', '--check'],
};

const failed = await runParts(
  Object.entries(PARTS).map(([name, script]): Part => ({ name, script })),
  { cwd: fileURLToPath(new URL('..', import.meta.url)), show: (text) => process.stderr.write(text) },
);
if (failed > 0) process.exitCode = 1;
