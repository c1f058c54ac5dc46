import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '@granica/discord-sandbox';
import { expect } from 'vitest';

/** The bot as a process of its own that shares the shards with others. */
export interface ShardChild {
  readonly pid: number;
  /** What it last said of itself: `holding`, `standby` … */
  state(): string | undefined;
  held(): readonly number[];
  /** Shards whose gateway session has become ready, each time anew. */
  ready(): readonly number[];
  signal(name: NodeJS.Signals): void;
  readonly dead: Promise<unknown>;
}

const SCRIPT = fileURLToPath(new URL('shard-process.ts', import.meta.url));

/** Starts it and waits until it holds a shard, or stands by. */
export async function startShardChild(sandbox: Sandbox, databaseUrl: string, perProcess?: number): Promise<ShardChild> {
  const lines: {
    readonly state?: string;
    readonly shards?: unknown;
    readonly shard?: number;
    readonly msg?: string;
  }[] = [];
  const child = fork(SCRIPT, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      TEST_DATABASE: databaseUrl,
      TEST_API: sandbox.apiUrl,
      TEST_TOKEN: sandbox.token,
      TEST_SHARDS: String(perProcess ?? ''),
    },
  });
  child.on('message', (line) => void lines.push(JSON.parse(String(line))));
  const dead = once(child, 'exit');
  const last = () => lines.findLast(({ state }) => state !== undefined);
  const started: ShardChild = {
    pid: child.pid ?? 0,
    state: () => last()?.state,
    held: () => (Array.isArray(last()?.shards) ? (last()?.shards as number[]) : []),
    ready: () => lines.flatMap(({ msg, shard }) => (msg === 'Ready' && shard !== undefined ? [shard] : [])),
    signal: (name) => void child.kill(name),
    dead,
  };
  await expect.poll(() => started.state(), { timeout: 50_000 }).toMatch(/holding|standby/);
  await expect.poll(() => started.ready().length, { timeout: 50_000 }).toBe(started.held().length);
  return started;
}
