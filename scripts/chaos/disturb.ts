import { setTimeout as pause } from 'node:timers/promises';
import { freeze, thaw } from './freeze.ts';
import type { Way } from './proxy.ts';

type Disturbance = (way: Way, random: (below: number) => number) => Promise<void>;

/** What networks, poolers and failovers do to connections. */
export const DISTURBANCES: readonly Disturbance[] = [
  async (way, random) => way.resetOne(random(100)),
  async (way, random) => way.resetOne(random(100)),
  async (way) => way.reset(),
  async (way) => way.silence(),
  async (way, random) => {
    way.stall();
    await pause(500 + random(5000));
    way.resume();
  },
  async (way, random) => {
    way.refuse();
    await pause(500 + random(2500));
    way.resume();
  },
];

/** How long the way to the server, or the server itself, is frozen at first, in milliseconds. */
const FREEZE = 10_000;
/** How long the bot may take until it is well again after that, in milliseconds. */
const RECOVERY = 5000;

export interface Disturbing {
  readonly way: Way;
  /** The server's first process, where it runs on this machine. */
  readonly serverPid: number | undefined;
  readonly random: (below: number) => number;
  readonly isOver: () => boolean;
  /** Whether everything works at the first try. */
  readonly isWell: () => Promise<boolean>;
}

/**
 * Disturbs the way to the server until the time is over: at first a long freeze, of the server itself where its processes are
 * known; then one thing after the other.
 * @returns whether the bot was well five seconds after the freeze
 */
export async function disturb({ way, serverPid, random, isOver, isWell }: Disturbing): Promise<boolean> {
  await pause(3000);
  if (serverPid === undefined) way.stall();
  else freeze(serverPid);
  await pause(FREEZE);
  if (serverPid === undefined) way.resume();
  else thaw();
  await pause(RECOVERY);
  const well = await isWell();
  while (!isOver()) {
    await pause(500 + random(2500));
    await DISTURBANCES[random(DISTURBANCES.length)]?.(way, random);
  }
  return well;
}
