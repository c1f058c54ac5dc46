import type { FaultKind, PermissionName, Sandbox } from '@granica/discord-sandbox';
import type { Guild } from '@granica/discord-sandbox/persons';
import { DAY, HOUR, type Span } from './weeks.ts';

/** Makes go wrong at the sandbox what `faults.ts` makes go wrong behind the port. */
export interface Disturbance {
  /** Does all that has become due by the sandbox's clock. */
  pass(): void;
  /** One request in fifty brings the next one to fail. */
  afterRequest(): void;
}

interface DisturbanceOptions {
  readonly random: () => number;
  readonly span: Span;
  readonly guilds: readonly Guild[];
}

const PASSING: readonly FaultKind[] = [
  'error-500',
  'error-502',
  'error-503',
  'reset',
  'done-but-lost',
  'done-but-502',
  'rate-limited',
];
/** What the bot does for itself; logging in stays as it is. */
const OWN = /\/(channels|guilds)\//;
const USUAL: readonly PermissionName[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'EmbedLinks',
  'AttachFiles',
];
const ALL: readonly PermissionName[] = [...USUAL, 'ReadMessageHistory'];

export function disturb(sandbox: Sandbox, { random, span: [from, to], guilds }: DisturbanceOptions): Disturbance {
  const { clock, faults } = sandbox;
  const plan: { readonly at: number; readonly act: () => void }[] = [];
  const between = (longest: number, begin: () => void, end: () => void): void => {
    const at = from + random() * (to - from);
    plan.push({ at, act: begin }, { at: at + random() * longest, act: end });
  };
  for (let outage = 0; outage < (2 * (to - from)) / (7 * DAY); outage += 1) {
    const kind: FaultKind = random() < 0.5 ? 'done-but-lost' : 'error-503';
    let rule = 0;
    between(
      2 * HOUR,
      () => {
        rule = faults.add({ kind, on: OWN, times: Number.POSITIVE_INFINITY }).id;
      },
      () => faults.remove(rule),
    );
  }
  for (const guild of guilds) {
    const luck = random() * 50;
    if (luck < 1)
      between(
        DAY,
        () => guild.setBotPermissions([]),
        () => guild.setBotPermissions(ALL),
      );
    else if (luck < 2)
      between(
        2 * HOUR,
        () => guild.setUnavailable(true),
        () => guild.setUnavailable(false),
      );
    else if (luck < 3) plan.push({ at: from, act: () => guild.setBotPermissions(USUAL) });
  }
  plan.sort((a, b) => b.at - a.at);
  return {
    pass() {
      for (let next = plan.at(-1); next && next.at <= clock.now(); next = plan.at(-1)) {
        plan.pop();
        next.act();
      }
    },
    afterRequest() {
      const kind = PASSING[Math.floor(random() * PASSING.length)];
      if (kind && random() < 0.02 && clock.now() < to) faults.add({ kind, on: OWN });
    },
  };
}
