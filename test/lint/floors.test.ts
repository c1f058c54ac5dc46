import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { DOMAIN, FLOORS } from '../../lint/floors.ts';
import { RULES } from '../../lint/rules.ts';
import { readHouse } from '../../scripts/house/house.ts';

// The order of the house is kept by rules. Here each is broken once, in a tree of its own with the real rules.

const root = fileURLToPath(new URL('../..', import.meta.url));
const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');

/** File, line of code, and the rule that it breaks (undefined: none, the code is allowed). */
const imports: [file: string, code: string, breaks: RegExp | undefined][] = [
  ['src/guide/a.ts', `import { Client } from 'discord.js';`, /only-discord-imports-discordjs/],
  ['src/templates/a.ts', `import type { APIUser } from 'discord-api-types/v10';`, /only-discord-imports/],
  ['src/i18n/a.ts', `import { Locale } from 'discord.js';`, /only-discord-imports/],
  ['commands/d.ts', `import { ChannelType } from 'discord.js';`, /only-discord-imports/],
  ['src/app/c.ts', `import { Client } from 'discord.js';`, /only-discord-imports/],
  ['src/discord/a.ts', `import { Client } from 'discord.js';`, undefined],
  ['src/sandbox/a.ts', `import type { APIUser } from 'discord-api-types/v10';`, undefined],
  ['src/violations/a.ts', `import OpenAI from 'openai';`, /only-assistant-imports-openai/],
  ['src/checkins/b.ts', `import cron from 'node-cron';`, /only-app-imports-node-cron/],
  ['src/members/e.ts', `import { Pool } from 'pg';`, /only-database-imports-pg/],

  ['src/checkins/deep/a.ts', `import type { Router } from '../../discord/router.ts';`, /floor-of-checkins/],
  ['src/communities/a.ts', `import { run } from '../../commands/admin.ts';`, /floor-of-communities/],
  ['src/communities/b.ts', `import { app } from '../app/app.ts';`, /floor-of-communities/],
  ['src/templates/b.ts', `import { parse } from '../guide/parse.ts';`, /floor-of-templates/],
  ['src/templates/c.ts', `import type { Entry } from '../violations/entries.ts';`, /floor-of-templates/],
  ['src/database/a.ts', `import { log } from '../violations/entries.ts';`, /floor-of-database/],
  ['src/operations/a.ts', `import { router } from '../discord/router.ts';`, /floor-of-operations/],
  ['src/config.ts', `import { log } from './violations/entries.ts';`, /floor-of-config/],
  ['src/discord/c.ts', `import { run } from '../../commands/admin.ts';`, /floor-of-discord/],
  ['commands/c.ts', `import { createRouter } from '../src/discord/router.ts';`, /floor-of-commands/],
  ['commands/a.ts', `import { defineCommand } from '../src/dialogue/command.ts';`, undefined],
  ['commands/e.ts', `import { logEntry } from '../src/violations/entries.ts';`, undefined],

  ['src/members/a.ts', `import { openDatabase } from '../database/open.ts';`, /database-is-passed-in/],
  ['src/members/b.ts', `import { db } from '../database/client.ts';`, /database-is-passed-in/],
  ['src/members/d.ts', `import type { Db } from '../database/client.ts';`, undefined],
  ['src/members/f.ts', `import { newId } from '../database/ids.ts';`, undefined],
  ['commands/f.ts', `import { openDatabase } from '../src/database/open.ts';`, /commands-call-the-domain/],
  ['commands/g.ts', `import { encodeId } from '../src/messages/custom-id.ts';`, /controls-are-declared/],
  ['commands/h.ts', `import { control } from '../src/messages/control.ts';`, /controls-are-declared/],
  ['commands/i.ts', `import type { CustomId } from '../src/messages/custom-id.ts';`, undefined],
  ['commands/a/controls.ts', `import { control } from '../../src/messages/control.ts';`, undefined],
  ['src/guide/g.ts', `import { request } from 'node:http';`, /domain-without-machine/],
  ['src/guide/h.ts', `import { settings } from '../config.ts';`, /domain-reads-no-settings/],
  ['src/guide/b.ts', `import { readFile } from 'node:fs/promises';`, undefined],

  ['src/sandbox/b.ts', `import { router } from '../discord/router.ts';`, /sandbox-knows-nothing/],
  ['src/sandbox/test/c.ts', `import { useBot } from '../../../test/support/bot.ts';`, /sandbox-knows-nothing/],
  ['src/app/d.ts', `import { startSandbox } from '@granica/discord-sandbox';`, /only-main-starts/],
  ['src/app/e.ts', `import { startSandbox } from '../sandbox/index.ts';`, /only-main-starts/],
  ['src/main.ts', `import { startDemoSandbox } from '@granica/discord-sandbox/demo';`, undefined],
  ['src/attic/a.ts', 'export const a = 1;', undefined],
  ['src/guide/i.ts', `import { a } from '../attic/a.ts';`, /every-room-has-a-floor/],
  ['src/text/a.ts', `import type { B } from './b.ts';`, /no-circular/],
  ['src/text/b.ts', `import type { A } from './a.ts';`, /no-circular/],
];

/** File, line of code, and what the linter says (undefined: nothing). */
const machine: [file: string, code: string, says: RegExp | undefined][] = [
  ['src/guide/c.ts', 'export const a = Date.now();', /clock or chance/],
  ['src/guide/d.ts', 'export const a = new Date();', /clock or chance/],
  ['src/sheet/e.ts', 'export const a = Math.random();', /clock or chance/],
  ['src/checkins/c.ts', 'export const a = Temporal.Now.instant();', /clock or chance/],
  ['src/privacy/d.ts', 'setTimeout(Object, 1000);', /setTimeout/],
  ['src/lifecycle/e.ts', 'export const a = process.env.TZ;', /process/],
  ['src/members/c.ts', `import {\n  PrismaClient,\n} from '../database/generated/client.ts';`, /types only/],
  ['src/checkins/f.ts', `export const a = new Date('2026-11-24T06:00:00Z');`, undefined],
  ['src/app/a.ts', 'export const a = Date.now();', undefined],

  ['src/main.ts', `import './sandbox/demo.ts';`, /package: import it by its name/],
  ['test/a.ts', `import '../src/sandbox/world/state.ts';`, /package: import it by its name/],
  ['test/b.ts', `import '@granica/discord-sandbox/persons';`, undefined],
  ['src/sandbox/demo.ts', `import './sandbox.ts';`, undefined],
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'floors-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('an import', () => {
  const found = new Map<string, string[]>();
  beforeAll(async () => {
    const tree = join(folder, 'imports');
    await write(tree, imports);
    // What is imported has to be there: a path that leads nowhere has no room.
    for (const [file, code] of imports) {
      const target = /from '(\.[^']+)'/.exec(code)?.[1];
      if (target) await write(tree, [[join(dirname(file), target), 'export {};\n', undefined]], { flag: 'a' });
    }
    for (const { rule, from } of (await readHouse(tree)).breaches) found.set(from, [...(found.get(from) ?? []), rule]);
    // A circle is told of at one of its files.
    if (found.has('src/text/a.ts') || found.has('src/text/b.ts'))
      for (const file of ['src/text/a.ts', 'src/text/b.ts']) found.set(file, ['no-circular']);
  });

  test.each(imports)('%s: %s', (file, _code, breaks) => {
    const rules = found.get(file) ?? [];
    if (breaks) expect(rules.join('\n')).toMatch(breaks);
    else expect(rules).toEqual([]);
  });

  it('is held against every rule here', () => {
    const broken = new Set([...found.values()].flat());
    const kinds = new Set(RULES.map(({ name }) => name.replace(/^(floor-of|only)-.*/, '$1')));
    expect(new Set([...broken].map((name) => name.replace(/^(floor-of|only)-.*/, '$1')))).toEqual(kinds);
  });
});

describe('the machine', () => {
  const found = new Map<string, string[]>();
  beforeAll(async () => {
    const tree = join(folder, 'machine');
    await write(tree, machine);
    for (const name of ['biome.json', 'lint', 'package.json'])
      await cp(join(root, name), join(tree, name), { recursive: true });
    const args = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', 'src', 'test'];
    const output = await new Promise<string>((resolve) => {
      // Biome exits with 1 when it found something, as it should here.
      execFile(process.execPath, [biome, ...args], { cwd: tree }, (_error, stdout) => resolve(stdout));
    });
    const { diagnostics }: { diagnostics: { category: string; message: string; location: { path: string } }[] } =
      JSON.parse(output);
    for (const { category, message, location } of diagnostics)
      if (/^(?:plugin|lint\/style\/noRestricted(?:Globals|Imports))$/.test(category))
        found.set(location.path, [...(found.get(location.path) ?? []), message]);
  });

  test.each(machine)('%s: %s', (file, _code, says) => {
    const messages = found.get(file) ?? [];
    if (says) expect(messages.join('\n')).toMatch(says);
    else expect(messages).toEqual([]);
  });

  it('is out of reach for every room of the domain', async () => {
    const { default: config } = await import('../../biome.json', { with: { type: 'json' } });
    const [domain] = config.overrides;
    expect(domain?.includes).toEqual([`src/{${DOMAIN.join(',')}}/**`]);
    expect(FLOORS.flat()).toEqual(expect.arrayContaining([...DOMAIN]));
  });
});

async function write(
  tree: string,
  files: readonly (readonly [file: string, code: string, unknown])[],
  options: { readonly flag?: 'a' } = {},
): Promise<void> {
  for (const [file, code] of files) {
    await mkdir(join(tree, dirname(file)), { recursive: true });
    await writeFile(join(tree, file), `${code}\n`, options);
  }
}
