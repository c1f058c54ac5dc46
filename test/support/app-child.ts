import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '@granica/discord-sandbox';

/** What a process is told: to run a job at a time, in milliseconds since 1970. */
export interface ToApp {
  readonly job: string;
  readonly now: number;
}

/** What it tells when it is done, or has started. */
export interface FromApp {
  readonly done: string;
}

/** The bot as a process of its own. It lives by the sandbox's time. */
export interface AppChild {
  /** Runs a job to its end; false if the process died before. */
  run(job: string): Promise<boolean>;
  /** As `kill -9` does. */
  kill(): void;
  /** Stops it as a debugger or a suspended machine does, and lets it go on. */
  freeze(): void;
  wake(): void;
  /** Resolves to true when it freezes itself, as it was told to at its start. */
  readonly frozen: Promise<boolean>;
  /** Resolves when it is dead. */
  readonly dead: Promise<unknown>;
}

const SCRIPT = fileURLToPath(new URL('app-process.ts', import.meta.url));

/**
 * Starts the bot on a database, logged in to a sandbox, and waits until it serves a shard: all of them, or as many as it may take;
 * `unlocked`: all of them, whatever others serve, as a process of an older version does.
 *
 * @param freezeAt number of a post, from 1, with which it freezes itself: after its last check and before the first byte
 */
export async function startAppChild(
  sandbox: Sandbox,
  databaseUrl: string,
  perProcess?: number | 'unlocked',
  freezeAt?: number,
): Promise<AppChild> {
  const child = fork(SCRIPT, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      TEST_DATABASE: databaseUrl,
      TEST_API: sandbox.apiUrl,
      TEST_TOKEN: sandbox.token,
      TEST_NOW: String(sandbox.clock.now()),
      TEST_SHARDS: String(perProcess ?? ''),
      TEST_FREEZE_AT: String(freezeAt ?? ''),
    },
  });
  const dead = once(child, 'exit');
  if (!(await told(child, 'start', dead))) throw new Error('The bot’s process did not start');
  const frozen = told(child, 'freeze', dead);
  return {
    frozen,
    async run(job) {
      const message: ToApp = { job, now: sandbox.clock.now() };
      child.send(message, () => undefined); // a dead one is told nothing
      return told(child, job, dead);
    },
    kill: () => void child.kill('SIGKILL'),
    freeze: () => void child.kill('SIGSTOP'),
    wake: () => void child.kill('SIGCONT'),
    dead,
  };
}

async function told(child: ChildProcess, wanted: string, dead: Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const listen = ({ done }: FromApp) => {
    if (done === wanted) resolve(true);
  };
  child.on('message', listen);
  void dead.then(() => resolve(false));
  try {
    return await promise;
  } finally {
    child.off('message', listen);
  }
}
