import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { build } from '../tools/build.ts';

// The package as installed from a registry, in a folder with nothing of this project but its dependencies.

const DEPENDENCIES = Object.keys(manifest.dependencies);
/** Starts a server and the demo by the names of the entry points, and requests the page and the files it loads. */
const PROGRAM = `
  import { startSandbox } from '${manifest.name}';
  import { startDemoSandbox } from '${manifest.name}/demo';
  import { NotPossible } from '${manifest.name}/persons';

  const sandbox = await startSandbox();
  const guild = sandbox.addGuild({ name: 'Friends' });
  const anna = sandbox.addPerson({ name: 'Anna' });
  guild.join(anna);
  const refused = await anna.in(guild.addChannel({ name: 'general' })).run('/nothing').catch((error) => error);
  await sandbox.close();

  const demo = await startDemoSandbox({ port: 0, log: console });
  const paths = ['/', '/main.ts', '/protocol.ts', '/vendor/lit-html/lit-html.js', '/sandbox/state'];
  const statuses = await Promise.all(paths.map(async (path) => (await fetch(demo.url + path)).status));
  await demo.close();
  console.log(JSON.stringify({ statuses, refused: refused instanceof NotPossible }));
`;

let folder: string;
let installed: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-build-'));
  installed = join(folder, 'node_modules', manifest.name);
  await build(installed);
  const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));
  for (const name of DEPENDENCIES) {
    await mkdir(dirname(join(folder, 'node_modules', name)), { recursive: true });
    await symlink(join(modules, name), join(folder, 'node_modules', name), 'dir');
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('runs from node_modules, page and all', async () => {
  await writeFile(join(folder, 'program.mjs'), PROGRAM);
  const { stdout } = await promisify(execFile)(process.execPath, ['program.mjs'], { cwd: folder });
  expect(JSON.parse(stdout)).toEqual({ statuses: [200, 200, 200, 200, 200], refused: true });
});

it('names declarations and JavaScript that are there', async () => {
  const { exports, devDependencies } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  expect(Object.keys(exports)).toEqual(Object.keys(manifest.exports));
  const files = Object.values(exports).flatMap((target) =>
    typeof target === 'string' ? target : Object.values(target ?? {}),
  );
  for (const file of files) expect((await readFile(join(installed, file), 'utf8')).length).toBeGreaterThan(0);
  expect(devDependencies).toBeUndefined();
});
