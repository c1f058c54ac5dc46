import { setTimeout as pause } from 'node:timers/promises';
import type { FaultKind, Sandbox } from '@granica/discord-sandbox';
import { DISTURBANCES } from '../chaos/disturb.ts';
import type { Fleet, Member } from './fleet.ts';

export interface Disturbing {
  readonly fleet: Fleet;
  readonly sandbox: Sandbox;
  /** From 0 up to, and without, the given number. */
  readonly random: (below: number) => number;
  readonly isOver: () => boolean;
  /** The process that is never killed nor stopped, so that its memory can be compared. */
  readonly spared: Member | undefined;
}

/** How often each thing was done. */
export type Done = Map<string, number>;

/** Everything goes wrong at once until the time is over: processes, the gateway, the ways to the database, and requests. */
export async function disturb(disturbing: Disturbing): Promise<Done> {
  const done: Done = new Map();
  const { random, isOver } = disturbing;
  /** Does one thing after the other, round and round, with pauses of some milliseconds. */
  const keepOn = async (acts: Readonly<Record<string, () => unknown>>, [least, most]: readonly [number, number]) => {
    const names = Object.keys(acts);
    for (let turn = random(names.length); ; turn += 1) {
      await pause(least + random(most - least));
      if (isOver()) return;
      const name = names[turn % names.length] ?? '';
      done.set(name, (done.get(name) ?? 0) + 1);
      await acts[name]?.();
    }
  };
  await Promise.all([
    keepOn(processActs(disturbing), [6000, 18_000]),
    keepOn(gatewayActs(disturbing), [8000, 24_000]),
    keepOn(databaseActs(disturbing), [3000, 9000]),
    keepOn(requestActs(disturbing), [300, 1500]),
  ]);
  return done;
}

function processActs({ fleet, random, spared }: Disturbing): Record<string, () => Promise<void>> {
  const some = (members: readonly Member[]): Member | undefined => members[random(Math.max(1, members.length))];
  const mortal = () => some(fleet.members.filter((one) => one !== spared && one.state === 'running'));
  return {
    async 'kill -9'() {
      const member = mortal();
      if (!member) return;
      fleet.kill(member);
      // What supervises it starts it again.
      await pause(500 + random(3500));
      await fleet.start();
    },
    async 'processes frozen'() {
      const member = some(fleet.members.filter(({ state }) => state === 'running'));
      if (!member) return;
      fleet.freeze(member);
      await pause(1000 + random(9000));
      fleet.thaw(member);
    },
    async 'new versions'() {
      const old = mortal();
      if (!old) return;
      // A deploy overlaps: the new process is there before the old one is told to stop.
      await fleet.start();
      await pause(2000 + random(4000));
      await fleet.stop(old);
    },
  };
}

function gatewayActs({ fleet, sandbox }: Disturbing): Record<string, () => unknown> {
  const { gateway, faults } = sandbox;
  const end = (how: () => void) => () => {
    fleet.gatewayEnds();
    how();
  };
  return {
    'gateways cut': end(() => gateway.cutAll()),
    'gateways closed': end(() => gateway.closeAll(4000)),
    'reconnects asked': end(() => gateway.askReconnect()),
    'sessions invalid': end(() => gateway.invalidate(false)),
    async 'gateways refused'() {
      faults.refuseGateway(true);
      end(() => gateway.cutAll())();
      await pause(1500);
      faults.refuseGateway(false);
    },
  };
}

function databaseActs({ fleet, random }: Disturbing): Record<string, () => Promise<void>> {
  return {
    async 'database connections disturbed'() {
      const { way } = fleet.members[random(fleet.members.length)] ?? {};
      if (way) await DISTURBANCES[random(DISTURBANCES.length)]?.(way, random);
    },
    async 'database away for all'() {
      const act = DISTURBANCES[random(DISTURBANCES.length)];
      await Promise.all(fleet.members.map(({ way }) => act?.(way, random)));
    },
  };
}

/** Requests of the bot; logging in and registering commands stay as they are. */
const POSTS = /\/(channels|guilds)\//;
const ANSWERS = /\/(interactions|webhooks)\//;

function requestActs({ sandbox, random }: Disturbing): Record<string, () => void> {
  // An answer is on its way after two seconds at the latest: one that is cut later than this could not be repeated in time.
  const longest = (on: RegExp) => (on === ANSWERS ? 300 : 1800);
  const fault = (kind: FaultKind, on: RegExp) => () =>
    void sandbox.faults.add({ kind, on, delay: 200 + random(longest(on)) });
  return {
    'posts: 429': fault('rate-limited', POSTS),
    'answers: 502': fault('error-502', ANSWERS),
    'posts: done but lost': fault('done-but-lost', POSTS),
    'answers: done but lost': fault('done-but-lost', ANSWERS),
    'posts: 500': fault('error-500', POSTS),
    'answers: cut': fault('reset', ANSWERS),
    'posts: 429 for all': fault('global-rate-limited', POSTS),
    'posts: done but 502': fault('done-but-502', POSTS),
    'answers: done but 502': fault('done-but-502', ANSWERS),
    'posts: cut': fault('reset', POSTS),
  };
}
