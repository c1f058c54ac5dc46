import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../database/client.ts';
import type { OutboxStep } from '../database/generated/client.ts';
import type { Noting } from './step-definition.ts';
import { enqueue, type NewStep, type StepProblem } from './steps.ts';

/** How a step ends, with what the domain notes about it: both, or neither. */
export interface End {
  readonly step: OutboxStep;
  readonly state: 'done' | 'cancelled' | 'failed' | 'uncertain';
  readonly at: Temporal.Instant;
  readonly record: Noting | undefined;
  /** Why it failed, where that is not Discord's will. */
  readonly problem?: StepProblem;
}

/**
 * Steps ended in one transaction, at most. On the embedded database interactions wait for it: some 20 statements
 * are a moment, hundreds would be felt.
 */
const TOGETHER = 4;

interface Waiting {
  readonly end: End;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Ends steps. Those that come while others are being written are written next, in one transaction: where the database is the
 * bottleneck it has less to do, and where it is not, each is written alone. If one cannot be written, the others still are.
 */
export function createEnds(db: Db): (end: End) => Promise<void> {
  const waiting: Waiting[] = [];
  let writing = false;

  const writeAlone = async ({ end, resolve, reject }: Waiting): Promise<void> => {
    await writeEnds(db, [end]).then(resolve, reject);
  };
  const writeAll = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      const group = waiting.splice(0, TOGETHER);
      const written = writeEnds(
        db,
        group.map(({ end }) => end),
      );
      const failed = await written.then(
        () => false,
        () => true,
      );
      if (!failed) for (const { resolve } of group) resolve();
      else for (const one of group) await writeAlone(one);
    }
    writing = false;
  };
  return (end) =>
    new Promise((resolve, reject) => {
      waiting.push({ end, resolve, reject });
      if (!writing) void writeAll();
    });
}

async function writeEnds(db: Db, ends: readonly End[]): Promise<void> {
  const [only] = ends;
  // Nothing else to note: one statement needs no transaction around it.
  if (ends.length === 1 && only && !only.record) return void (await markEnded(db, ends));
  await db.$transaction(async (tx) => {
    const ended = new Set(await markEnded(tx, ends));
    const next: NewStep[] = [];
    for (const { step, record } of ends) if (record && ended.has(step.id)) next.push(...((await record(tx)) ?? []));
    await enqueue(tx, next);
  });
}

/** Marks steps as over and returns the ids of those that were not; all of them together, by how they end. */
async function markEnded(db: Tx, ends: readonly End[]): Promise<string[]> {
  const ids: string[] = [];
  for (const alike of Map.groupBy(ends, ({ state, problem }) => `${state} ${problem}`).values()) {
    const [{ state, problem = null }] = alike as [End];
    const holders = [...new Set(alike.flatMap(({ step }) => step.leaseHolder ?? []))];
    // That it was done is true whoever holds the claim by now; anything else only its holder may say.
    const mine = state === 'done' ? { state: { not: 'done' } } : { state: 'claimed', leaseHolder: { in: holders } };
    const at = new Date(Math.max(...alike.map((end) => end.at.epochMilliseconds)));
    const rows = await db.outboxStep.updateManyAndReturn({
      where: { id: { in: alike.map(({ step }) => step.id) }, ...mine },
      data: { state, nextAt: null, leaseHolder: null, endedAt: at, problem },
      select: { id: true },
    });
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}
