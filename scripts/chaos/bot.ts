import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '@granica/discord-sandbox';

export interface BotOptions {
  readonly databaseUrl: string;
  /** Further settings, as environment variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments for Node, before the program. */
  readonly nodeArguments?: readonly string[];
  /** The level of its log, which is shown; none by default. */
  readonly log?: string | undefined;
}

/** The bot in a process of its own. */
export interface BotProcess {
  readonly pid: number;
  readonly child: ChildProcess;
  /** Rejects if the process ends and nobody asked for it. */
  readonly failed: Promise<never>;
  /** Resolves when it has ended. */
  readonly gone: Promise<unknown>;
  /** Stops it as a service manager does, and waits for its end. */
  stop(): Promise<void>;
  /** As `kill -9` does. */
  kill(): void;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Starts the bot as it is started everywhere. It ends with this process. */
export function startBot(sandbox: Sandbox, { databaseUrl, env = {}, nodeArguments = [], log }: BotOptions): BotProcess {
  const home = mkdtempSync(join(tmpdir(), 'granica-chaos-'));
  const child = spawn(process.execPath, [...nodeArguments, join(ROOT, 'src/start.js')], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      DISCORD_TOKEN: sandbox.token,
      DISCORD_API_URL: sandbox.apiUrl,
      DATABASE_URL: databaseUrl,
      OPS_PORT: '0',
      LOG_LEVEL: log ?? 'fatal',
      ...env,
    },
    stdio: ['ignore', log === undefined ? 'ignore' : 'inherit', 'inherit', 'ipc'],
  });
  let expected = false;
  const gone = once(child, 'exit').then(([code, signal]) => {
    process.off('exit', kill);
    rmSync(home, { recursive: true, force: true });
    return { code, signal };
  });
  const failed = gone.then(({ code, signal }) => {
    if (expected) return new Promise<never>(() => undefined);
    throw new Error(`The bot ended by itself (${code ?? signal})`);
  });
  failed.catch(() => undefined);
  function kill(): void {
    expected = true;
    child.kill('SIGKILL');
  }
  process.on('exit', kill);
  return {
    pid: child.pid ?? 0,
    child,
    failed,
    gone,
    async stop() {
      expected = true;
      child.kill('SIGTERM');
      await gone;
    },
    kill,
  };
}
