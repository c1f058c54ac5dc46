import { setTimeout as wait } from 'node:timers/promises';
import { processSeconds } from '../contest/processor.ts';
import { waitsOf } from '../contest/statistics.ts';
import { createTally } from '../contest/tally.ts';
import type { Load } from './load.ts';
import type { BurstCell, BurstOptions } from './protocol.ts';

/** Milliseconds in which a person fills in the form. */
const [FASTEST, SLOWEST] = [3000, 10_000];

/**
 * Members press a check-in that has just appeared: most of them soon, fewer and fewer later. Every second one has had a calm week; the others
 * open the form, fill it in and send it. They do not wait for each other.
 */
export async function pressAll(load: Load, options: BurstOptions): Promise<BurstCell> {
  const { presses, firstMember, seconds, pid, calm, open, send } = options;
  for (const task of [calm, open, send]) await load.prepare(task);
  const tally = createTally();
  const saved = { calm: 0, entries: 0 };
  const spent = processSeconds(pid);
  const busy = performance.eventLoopUtilization();
  const started = performance.now();
  const last = seconds * 1000;
  const filling = Math.min(1, last / 60_000);

  const press = async (number: number) => {
    const share = (number + 0.5) / presses;
    const isCalm = number % 2 === 0;
    // Who has a form to fill in comes early enough to send it within the time.
    const room = isCalm ? last : last - SLOWEST * filling;
    await wait(room * (1 - Math.sqrt(1 - share)));
    const member = number + firstMember;
    if (isCalm) {
      if (await load.one(calm.row, member, tally)) saved.calm += 1;
      return;
    }
    if (!(await load.one(open.row, member, tally))) return;
    await wait((FASTEST + ((number * 7919) % (SLOWEST - FASTEST))) * filling);
    if (await load.one(send.row, member, tally)) saved.entries += 1;
  };
  await Promise.all(Array.from({ length: presses }, (_none, number) => press(number)));

  const { answers, failures, examples, acknowledged, final } = tally.result();
  return {
    asked: tally.asked(),
    answered: answers,
    failures,
    examples,
    acknowledged: waitsOf(acknowledged),
    final: waitsOf(final),
    ...saved,
    seconds: (performance.now() - started) / 1000,
    processMs: ((processSeconds(pid) - spent) * 1000) / Math.max(1, answers),
    standInBusy: performance.eventLoopUtilization(busy).utilization,
  };
}
