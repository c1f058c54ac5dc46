import { readFileSync } from 'node:fs';
import type { Sandbox } from '@granica/discord-sandbox';
import type { Tally } from './tally.ts';

/** How long Discord waits for the first answer, in milliseconds. */
export const DISCORD_WAITS = 3000;
/** How often this process looks whether its own timers are late, in milliseconds. */
const LOOK_EVERY = 50;

export interface Judge {
  stop(): void;
}

/** What the machine itself takes from those who wait. */
export interface Machine {
  /**
   * Milliseconds, since some moment, in which a process's main thread was ready to run and got no processor, and by which this
   * process's own timers went off late, for the sandbox lives in it.
   */
  lag(pid: number): number;
  stop(): void;
}

export function watchMachine(): Machine {
  let own = 0;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    own += Math.max(0, now - last - LOOK_EVERY);
    last = now;
  };
  const timer = setInterval(look, LOOK_EVERY);
  return {
    lag(pid) {
      look();
      return own + waitedForProcessor(pid);
    },
    stop: () => clearInterval(timer),
  };
}

/**
 * Notes each interaction whose first answer came after Discord's three seconds. What the machine took is taken off: a bot that
 * computes, or waits for anything but a processor, is not excused.
 */
export function judgeAnswers({ core }: Sandbox, botPid: number, tally: Tally): Judge {
  const machine = watchMachine();
  const begun = new Map<string, { readonly at: number; readonly lag: number }>();
  core.bus.on('interaction', (stage, { id }) => {
    if (stage === 'created') begun.set(id, { at: performance.now(), lag: machine.lag(botPid) });
    const start = begun.get(id);
    if (stage !== 'acknowledged' || !start) return;
    begun.delete(id);
    const took = performance.now() - start.at;
    const taken = machine.lag(botPid) - start.lag;
    tally.slowest = Math.max(tally.slowest, took);
    if (took <= DISCORD_WAITS) return;
    if (took - taken > DISCORD_WAITS)
      tally.unanswered.push(
        `first answer after ${Math.round(took)} ms, of which the machine took ${Math.round(taken)}`,
      );
    else tally.excused += 1;
  });
  return { stop: machine.stop };
}

/** Milliseconds in which a process's main thread was ready and did not run. 0 where the system does not tell: Linux does. */
function waitedForProcessor(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}
