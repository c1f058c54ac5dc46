import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

// The arrows of ARCHITECTURE.md are lint rules. Here each is broken once, in a tree of its own with the real rules.

const root = fileURLToPath(new URL('..', import.meta.url));
const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');

/** File, line of code, and what the rule says (undefined: nothing, the code is allowed). */
const cases: [file: string, code: string, says: RegExp | undefined][] = [
  ['src/guide/a.ts', `import { Client } from 'discord.js';`, /Only src\/discord/],
  ['src/templates/a.ts', `import type { APIUser } from 'discord-api-types/v10';`, /Only src\/discord/],
  ['src/checkins/deep/a.ts', `import type { Reply } from '../../discord/reply.ts';`, /does not know Discord/],
  ['src/violations/a.ts', `import OpenAI from 'openai';`, /by its context/],
  ['src/checkins/b.ts', `import cron from 'node-cron';`, /by its context/],
  ['src/members/a.ts', `import { openDatabase } from '../database/database.ts';`, /takes .db. from its context/],
  ['src/members/b.ts', `import { db } from '../database/client.ts';`, /types only/],
  ['src/members/c.ts', `import {\n  PrismaClient,\n} from '../database/generated/client.ts';`, /types only/],
  ['src/members/d.ts', `import type { Db } from '../database/client.ts';`, undefined],
  ['src/communities/a.ts', `import { run } from '../../commands/admin.ts';`, /nobody below/],
  ['src/communities/b.ts', `import { app } from '../app.ts';`, /nobody below/],
  ['src/communities/c.ts', `import type { Messenger } from '../jobs/messenger.ts';`, undefined],
  ['src/communities/d.ts', `import { tick } from '../jobs/tick.ts';`, /never the other way round/],
  ['src/guide/b.ts', `import { readFile } from 'node:fs/promises';`, undefined],

  ['src/guide/c.ts', 'export const a = Date.now();', /clock or chance/],
  ['src/guide/d.ts', 'export const a = new Date();', /clock or chance/],
  ['src/guide/e.ts', 'export const a = Math.random();', /clock or chance/],
  ['src/checkins/c.ts', 'export const a = Temporal.Now.instant();', /clock or chance/],
  ['src/checkins/d.ts', 'setTimeout(Object, 1000);', /setTimeout/],
  ['src/checkins/e.ts', 'export const a = process.env.TZ;', /process/],
  ['src/checkins/f.ts', `export const a = new Date('2026-11-24T06:00:00Z');`, undefined],
  ['src/jobs/a.ts', 'export const a = Date.now();', undefined],

  ['src/database/a.ts', `import { log } from '../violations/entries.ts';`, /below the domain/],
  ['src/i18n/a.ts', `import { Locale } from 'discord.js';`, /Only src\/discord/],
  ['src/operations/a.ts', `import { router } from '../discord/router.ts';`, /below the domain/],
  ['src/discord/a.ts', `import { Client } from 'discord.js';`, undefined],
  ['src/discord/b.ts', `import { log } from '../violations/entries.ts';`, /with Discord alone/],
  ['src/discord/c.ts', `import { run } from '../../commands/admin.ts';`, /nobody below/],
  ['src/jobs/b.ts', `import { client } from '../discord/client.ts';`, /port Messenger/],
  ['src/jobs/c.ts', `import { due } from '../checkins/due.ts';`, undefined],
  ['src/sandbox/a.ts', `import type { APIUser } from 'discord-api-types/v10';`, undefined],
  ['src/sandbox/b.ts', `import { router } from '../discord/router.ts';`, /nothing of the bot/],
  ['src/sandbox/page/main.ts', `import { App } from './app.ts';`, undefined],
  ['src/sandbox/c.ts', `import { startApp } from '../app.ts';`, /nobody below/],
  ['src/app/app.ts', `import { Client } from 'discord.js';`, /Only src\/discord/],
  ['src/app/content.ts', `import { Client } from 'discord.js';`, /Only src\/discord/],
  ['src/config.ts', `import { log } from './violations/entries.ts';`, /below the domain/],
  ['src/main.ts', `import { startSandbox } from './sandbox/start.ts';`, undefined],

  ['commands/a.ts', `import { defineCommand } from '../src/dialogue/command.ts';`, undefined],
  ['commands/b.ts', `import { toMe } from '../src/messages/reply.ts';`, undefined],
  ['commands/c.ts', `import { createRouter } from '../src/discord/router.ts';`, /only what builds/],
  ['commands/d.ts', `import { ChannelType } from 'discord.js';`, /Only src\/discord/],
  ['commands/e.ts', `import { logEntry } from '../src/violations/entries.ts';`, undefined],
  ['commands/f.ts', `import { openDatabase } from '../src/database/database.ts';`, /calls the domain/],
];

const rules = new Set(['lint/style/noRestrictedImports', 'lint/style/noRestrictedGlobals', 'plugin']);
const found = new Map<string, string[]>();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arrows-'));
  for (const name of ['biome.json', 'lint', 'package.json']) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  for (const [file, code] of cases) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await writeFile(join(folder, file), `${code}\n`);
  }
  const args = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', 'src', 'commands'];
  const output = await new Promise<string>((resolve) => {
    // Biome exits with 1 when it found something, as it should here.
    execFile(process.execPath, [biome, ...args], { cwd: folder }, (_error, stdout) => resolve(stdout));
  });
  const { diagnostics }: { diagnostics: { category: string; message: string; location: { path: string } }[] } =
    JSON.parse(output);
  for (const { category, message, location } of diagnostics) {
    if (rules.has(category)) found.set(location.path, [...(found.get(location.path) ?? []), message]);
  }
});

afterAll(() => rm(folder, { recursive: true }));

test.each(cases)('%s: %s', (file, _code, says) => {
  const messages = found.get(file) ?? [];
  if (says) expect(messages.join('\n')).toMatch(says);
  else expect(messages).toEqual([]);
});
