/**
 * What a production installation needs of the generated database client: its code without the types, in prisma/client. It is kept
 * in the repository because Prisma's command line, which generates it, weighs more than everything else that the bot needs.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const GENERATED = join(root, 'src/database/generated');
const KEPT = join(root, 'prisma/client');
/** Files that are code; the models beside them are types alone. */
const FILES = ['client.ts', 'enums.ts', 'internal/class.ts', 'internal/prismaNamespace.ts'] as const;
const HEAD = '// Made by `npm run db:client` from schema.prisma; what `npm ci --omit=dev` installs.\n';

/** The code of a generated file without its types and comments. */
function codeOf(file: string): string {
  const code = stripTypeScriptTypes(readFileSync(join(GENERATED, file), 'utf8'));
  return HEAD + code.replaceAll(/^\s*\/\*[\s\S]*?\*\/ *$/gm, '').replaceAll(/\s*\n\s*\n/g, '\n');
}

/** Generates the client from schema.prisma, and keeps its code. */
export function renewClient(): void {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/prepare-client.mjs')], { stdio: 'inherit' });
  if (status !== 0) throw new Error('Prisma could not generate the client.');
  rmSync(KEPT, { recursive: true, force: true });
  for (const file of FILES) {
    mkdirSync(dirname(join(KEPT, file)), { recursive: true });
    writeFileSync(join(KEPT, file), codeOf(file));
  }
}

/** The schema that a kept file was made from, and any schema, with its blanks as one: Prisma aligns columns its own way. */
const blanksAsOne = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const schemaIn = (code: string): string => JSON.parse(/"inlineSchema": (".*"),$/m.exec(code)?.[1] ?? '""');

/** What is out of date: kept files that differ from those generated last, or were made from another schema; none when all is well. */
export function staleFiles(): string[] {
  const kept = FILES.map((file) => ({ file, code: readFileSync(join(KEPT, file), 'utf8') }));
  const schema = blanksAsOne(readFileSync(join(root, 'prisma/schema.prisma'), 'utf8'));
  const ofSchema = kept.some(({ code }) => blanksAsOne(schemaIn(code)) === schema);
  return [
    ...kept.filter(({ file, code }) => code !== codeOf(file)).map(({ file }) => `prisma/client/${file}`),
    ...(ofSchema ? [] : ['prisma/client: made from another schema.prisma']),
  ];
}
