import type { Sandbox } from '@granica/discord-sandbox';
import { shardOf } from '../../src/ports/shards.ts';
import { watchMachine } from '../chaos/lag.ts';
import type { Fleet } from './fleet.ts';
import type { Pressed } from './presses.ts';

/** A press while it is watched. */
type Watched = { -readonly [K in keyof Pressed]: Pressed[K] } & {
  readonly pids: readonly number[];
  readonly lag: number;
};

type Interaction = Sandbox['core']['interactions']['all'] extends ReadonlyMap<string, infer One> ? One : never;

/** Types of interactions. */
const KINDS: Readonly<Record<number, string>> = { 2: 'command', 3: 'press', 4: 'suggestions', 5: 'form' };

/** Types of first answers that only announce one: "is thinking", and nothing yet. */
const ANNOUNCING = new Set<number | null>([5, 6]);

export interface Watch {
  readonly presses: readonly Pressed[];
  stop(): void;
}

/** Notes what becomes of each press, as Discord sees it. */
export function watchPresses({ core }: Sandbox, fleet: Fleet, shards: number): Watch {
  const presses: Watched[] = [];
  const byId = new Map<string, Watched>();
  const machine = watchMachine();
  const lagOf = (pids: readonly number[]) => Math.max(0, ...pids.map((pid) => machine.lag(pid)));
  const note = (stage: string, { id, guildId, answered, type, commandName }: Interaction): void => {
    const now = performance.now();
    const press = byId.get(id);
    if (stage === 'created') {
      const pids = fleet.members.map(({ bot }) => bot.pid);
      const begun: Watched = {
        what: `${KINDS[type] ?? type} of ${commandName ?? 'a message'}`,
        shard: shardOf(guildId, shards),
        at: now,
        answeredAt: undefined,
        machine: 0,
        announced: false,
        outcomeAt: undefined,
        pids,
        lag: lagOf(pids),
      };
      presses.push(begun);
      byId.set(id, begun);
    } else if (stage === 'acknowledged' && press) {
      press.answeredAt = now;
      press.machine = Math.max(0, lagOf(press.pids) - press.lag);
      press.announced = ANNOUNCING.has(answered);
    } else if (stage === 'changed' && press) press.outcomeAt ??= now;
  };
  core.bus.on('interaction', note);
  return {
    presses,
    stop() {
      core.bus.off('interaction', note);
      machine.stop();
    },
  };
}
