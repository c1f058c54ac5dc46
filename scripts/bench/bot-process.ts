import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox } from '@granica/discord-sandbox';
import type { Channel, Person } from '@granica/discord-sandbox/persons';

/** A bot in a process of its own, logged in to a sandbox of its own. */
export interface BotProcess {
  readonly sandbox: Sandbox;
  /** Members take turns: what one may ask in a minute is limited. */
  readonly nextMember: () => Person;
  readonly channel: Channel;
  /** From the start of the process until its commands were registered, in milliseconds. */
  readonly readyMs: number;
  /** Resident memory in MB. */
  memory(): number;
  /** Stops and starts the process again on the same data. */
  stop(): Promise<void>;
}

export interface BotScript {
  readonly script: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Kept between starts if given. */
  readonly directory?: string;
  readonly guilds?: number;
  /** Flags of Node. */
  readonly flags?: readonly string[];
  /** Called before the bot starts: to store what it is to find. */
  readonly prepare?: (sandbox: Sandbox, home: string) => Promise<void>;
  /** How long it may take to start, in milliseconds. */
  readonly patience?: number;
}

/** Enough that nobody asks more often than one may. */
const MEMBERS = 64;

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Starts a bot's script against a new sandbox and waits until it has registered its commands. */
export async function startBotProcess({
  script,
  env = {},
  directory,
  guilds = 1,
  flags = [],
  prepare,
  patience = 60_000,
}: BotScript): Promise<BotProcess> {
  const sandbox = await startSandbox({ keep: 10 });
  const first = sandbox.addGuild({ name: 'Freelancerzy', locale: 'pl' });
  const channel = first.addChannel({ name: 'ogolny' });
  const members = Array.from({ length: MEMBERS }, (_none, number) => {
    const member = sandbox.addPerson({ name: `Anna ${number}`, locale: 'pl' });
    first.join(member);
    return member;
  });
  for (let number = 1; number < guilds; number += 1) {
    const guild = sandbox.addGuild({ name: `Guild ${number}`, locale: 'en' });
    for (const name of ['general', 'check-in', 'help']) guild.addChannel({ name });
  }
  const home = directory ?? mkdtempSync(join(tmpdir(), 'granica-bench-'));
  await prepare?.(sandbox, home);
  const started = performance.now();
  const child = spawn(process.execPath, [...flags, join(root, script)], {
    cwd: home,
    env: {
      ...process.env,
      DISCORD_TOKEN: sandbox.token,
      DISCORD_API_URL: sandbox.apiUrl,
      OPS_PORT: '0',
      LOG_LEVEL: 'error',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const died = once(child, 'exit').then(() => Promise.reject(new Error(`${script} ended by itself`)));
  await Promise.race([sandbox.untilRegistered(patience), died]);
  died.catch(() => undefined);
  const readyMs = performance.now() - started;
  return {
    sandbox,
    nextMember: () => {
      const [member] = members.splice(0, 1) as [Person];
      members.push(member);
      return member;
    },
    channel,
    readyMs,
    memory: () => residentMegabytes(child),
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      await sandbox.close();
      if (directory === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}

function residentMegabytes(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return Number(kilobytes) / 1024;
}
