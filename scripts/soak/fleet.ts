import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '@granica/discord-sandbox';
import { type BotProcess, startBot } from '../chaos/bot.ts';
import { startProxy, type Way } from '../chaos/proxy.ts';
import { createHolding, type Ending, type Holding } from './holding.ts';
import { ownerOf } from './sockets.ts';

/** One of the bot's processes, with a way to the database of its own. */
export interface Member {
  readonly number: number;
  readonly bot: BotProcess;
  readonly way: Way;
  state: 'running' | 'frozen' | 'gone';
}

/** The bot's processes, and which of them is connected to which shard. */
export interface Fleet {
  readonly holding: Holding;
  /** Those that have not ended. */
  readonly members: readonly Member[];
  /** How many ended by themselves: before they were connected, as when the database is away, and after. */
  readonly ended: { readonly starting: number; readonly running: number };
  start(): Promise<Member>;
  kill(member: Member): void;
  /** Stops one in order. */
  stop(member: Member): Promise<void>;
  freeze(member: Member): void;
  thaw(member: Member): void;
  /** Notes that the gateway's connections are about to be ended by Discord. */
  gatewayEnds(): void;
  close(): Promise<void>;
}

export interface FleetOptions {
  readonly sandbox: Sandbox;
  readonly databaseUrl: string;
  readonly env: Readonly<Record<string, string>>;
  /** The level of the processes' logs, which are shown; none by default. */
  readonly log?: string | undefined;
}

type Socket = NonNullable<ReturnType<Sandbox['gateway']['sessions']['get']>>['socket'];

/** Milliseconds until a process that ended by itself is started again. */
const AGAIN_AFTER = 2000;
const PROBE = new URL('memory-probe.ts', import.meta.url).href;

export function createFleet({ sandbox, databaseUrl, env, log }: FleetOptions): Fleet {
  const holding = createHolding();
  const members: Member[] = [];
  const ended = { starting: 0, running: 0 };
  const wereConnected = new WeakSet<Member>();
  let closed = false;
  /** Whose connection it is, by socket; why Discord ended it, if it did. */
  const owners = new WeakMap<object, Member>();
  const cut = new WeakMap<object, Ending>();
  const connected = new Map<string, { readonly socket: object; readonly shard: number; readonly member: Member }>();
  let started = 0;

  const memberOf = (socket: NonNullable<Socket>): Member | undefined => {
    const known = owners.get(socket);
    if (known) return known;
    const stream: unknown = Reflect.get(socket, '_socket');
    const port =
      typeof stream === 'object' && stream !== null && 'remotePort' in stream ? stream.remotePort : undefined;
    if (typeof port !== 'number') return undefined;
    const pid = ownerOf(
      port,
      members.map(({ bot }) => bot.pid),
    );
    const member = members.find(({ bot }) => bot.pid === pid);
    if (member) owners.set(socket, member);
    return member;
  };
  const look = (): void => {
    const now = performance.now();
    const present = new Set<string>();
    for (const { shard, socket } of sandbox.gateway.sessions.values()) {
      const member = socket && !cut.has(socket) ? memberOf(socket) : undefined;
      if (!socket || member?.state !== 'running') continue;
      const key = `${shard} ${member.number}`;
      present.add(key);
      connected.set(key, { socket, shard, member });
      wereConnected.add(member);
      holding.begin(shard, member.number, now);
    }
    for (const [key, { socket, shard, member }] of connected)
      if (!present.has(key)) {
        connected.delete(key);
        holding.end(shard, member.number, now, cut.get(socket) ?? 'closed by itself');
      }
  };
  sandbox.events.on('session', look);

  const leave = async (member: Member, why: Ending, end: () => Promise<unknown>): Promise<void> => {
    if (member.state === 'gone') return;
    if (why !== 'stopped in order') holding.endAll(member.number, performance.now(), why);
    if (why !== 'stopped in order') member.state = 'gone';
    await end();
    holding.endAll(member.number, performance.now(), why);
    member.state = 'gone';
    members.splice(members.indexOf(member), 1);
    await member.way.close();
  };
  const thaw = (member: Member): void => {
    if (member.state !== 'frozen') return;
    member.state = 'running';
    member.bot.child.kill('SIGCONT');
    look();
  };

  const start = async (): Promise<Member> => {
    const way = await startProxy(databaseUrl);
    const nodeArguments = ['--expose-gc', '--disable-warning=ExperimentalWarning', '--import', PROBE];
    const bot = startBot(sandbox, { databaseUrl: way.url, env, nodeArguments, log });
    started += 1;
    const member: Member = { number: started, bot, way, state: 'running' };
    members.push(member);
    bot.failed.catch(() => void restart(member));
    return member;
  };
  /** What supervises a process that ends by itself starts it again. */
  const restart = async (member: Member): Promise<void> => {
    if (closed) return;
    ended[wereConnected.has(member) ? 'running' : 'starting'] += 1;
    await leave(member, 'ended by itself', async () => undefined);
    await pause(AGAIN_AFTER);
    if (!closed) await start();
  };

  return {
    holding,
    members,
    ended,
    start,
    kill(member) {
      void leave(member, 'killed', async () => {
        member.bot.kill();
        await member.bot.gone;
      });
    },
    stop: (member) => leave(member, 'stopped in order', () => member.bot.stop()),
    freeze(member) {
      member.state = 'frozen';
      holding.endAll(member.number, performance.now(), 'frozen');
      member.bot.child.kill('SIGSTOP');
    },
    thaw,
    gatewayEnds() {
      for (const { socket, shard, member } of connected.values()) {
        cut.set(socket, 'gateway cut');
        holding.end(shard, member.number, performance.now(), 'gateway cut');
      }
      connected.clear();
    },
    async close() {
      closed = true;
      sandbox.events.off('session', look);
      for (const member of [...members]) {
        thaw(member);
        await leave(member, 'stopped in order', () => member.bot.stop());
      }
    },
  };
}
