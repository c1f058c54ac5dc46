import { setTimeout as pause } from 'node:timers/promises';
import type { Way } from './proxy.ts';

type Disturbance = (way: Way, random: (below: number) => number) => Promise<void>;

/** What networks, poolers and failovers do to connections. */
const DISTURBANCES: readonly Disturbance[] = [
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

/** How long the server is frozen once, in milliseconds. */
const FREEZE = 12_000;

/** Disturbs the way to the server until the time is over: at first a long freeze, then one thing after the other. */
export async function disturb(way: Way, random: (below: number) => number, isOver: () => boolean): Promise<void> {
  await pause(3000);
  way.stall();
  await pause(FREEZE);
  way.resume();
  while (!isOver()) {
    await pause(500 + random(2500));
    await DISTURBANCES[random(DISTURBANCES.length)]?.(way, random);
  }
}
