import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type StandIn, startStandIn } from '../stand-in/handle.ts';
import type { Setting } from '../stand-in/protocol.ts';
import { TOKEN } from '../stand-in/world.ts';
import { residentMegabytes } from './processor.ts';

/** A bot to be measured. */
export interface Bot {
  readonly name: string;
  /** From the project's folder. */
  readonly script: string;
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A bot in a process of its own, logged in to a stand-in in another one. */
export interface Contestant {
  readonly name: string;
  readonly pid: number;
  readonly standIn: StandIn;
  readonly start: StartFigures;
  memory(): number;
  stop(): Promise<void>;
  /** As a power cut would. */
  kill(): Promise<void>;
}

/** Milliseconds from the start of the process until its commands were registered. */
export interface StartFigures {
  readonly wallMs: number;
  readonly processorMs: number;
}

/** As in production, texts are encrypted; the key is of no other use. */
export const DATA_KEY = Buffer.alloc(32, 'granica-bench').toString('base64');
const PATIENCE = 180_000;
/** Linux counts in hundredths of a second here, whatever its own clock does. */
const TICK_MS = 10;
const root = fileURLToPath(new URL('../../../', import.meta.url));

export function bareBot(replays: string): Bot {
  return { name: 'bare', script: 'scripts/bench/contest/bare-bot.ts', flags: [], env: { BENCH_REPLAYS: replays } };
}

/** @param folder where the framework is installed */
export function sapphireBot(folder: string): Bot {
  const env = { BENCH_SAPPHIRE: resolve(folder), NODE_ENV: 'production' };
  return { name: 'sapphire', script: 'scripts/bench/contest/sapphire-bot.ts', flags: [], env };
}

/** As `npm start` runs it. */
export function granica(name: string, databaseUrl: string): Bot {
  const env = { DATABASE_URL: databaseUrl, DATA_KEY, OPS_PORT: '0', LOG_LEVEL: 'error' };
  return { name, script: 'src/start.js', flags: ['--max-semi-space-size=16'], env };
}

/** Starts a bot in a folder and waits until it has registered its commands. */
export async function startContestant(bot: Bot, setting: Setting, home: string): Promise<Contestant> {
  const standIn = await startStandIn(setting);
  const started = performance.now();
  const child = spawn(process.execPath, [...bot.flags, join(root, bot.script)], {
    cwd: home,
    env: { ...process.env, DISCORD_TOKEN: TOKEN, DISCORD_API_URL: standIn.apiUrl, ...bot.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${bot.name} could not be started`);
  const exit = once(child, 'exit');
  let ending = false;
  const died = exit.then(() => {
    if (!ending) throw new Error(`${bot.name} ended by itself`);
  });
  died.catch(() => undefined);
  const late = AbortSignal.timeout(PATIENCE);
  const tooLate = once(late, 'abort').then(() => Promise.reject(new Error(`${bot.name} was not ready in time`)));
  tooLate.catch(() => undefined);
  await Promise.race([standIn.registered, died, tooLate]);
  const start = { wallMs: performance.now() - started, processorMs: processorSinceStart(pid) };
  const end = async (signal: NodeJS.Signals) => {
    ending = true;
    child.kill(signal);
    await exit;
    standIn.close();
  };
  return {
    name: bot.name,
    pid,
    standIn,
    start,
    memory: () => residentMegabytes(pid),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** Threads that have ended count too. */
function processorSinceStart(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
