import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../database/client.ts';
import type { OutboxStep } from '../database/generated/client.ts';
import type { Noting } from './step-definition.ts';
import { enqueue, type NewStep, type StepProblem } from './steps.ts';

/** The end of a step, with the domain's record of it: both, or neither. */
export interface End {
  readonly step: OutboxStep;
  readonly state: 'done' | 'cancelled' | 'failed' | 'uncertain';
  readonly at: Temporal.Instant;
  readonly record: Noting | undefined;
  /** Why it failed, if not by Discord's refusal. */
  readonly problem?: StepProblem;
}

/**
 * Maximum steps ended in one transaction. On the embedded database interactions wait for it: some 20 statements take a moment,
 * hundreds would be noticeable.
 */
const TOGETHER = 4;

interface Waiting {
  readonly end: End;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Ends steps. Those that arrive during a write are written next, in one transaction: this relieves the database if it is the
 * bottleneck, and otherwise each is written alone. If one cannot be written, the others still are.
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
  // Without a record, a single statement needs no transaction.
  if (ends.length === 1 && only && !only.record) return void (await markEnded(db, ends));
  await db.$transaction(async (tx) => {
    const ended = new Set(await markEnded(tx, ends));
    const next: NewStep[] = [];
    for (const { step, record } of ends) if (record && ended.has(step.id)) next.push(...((await record(tx)) ?? []));
    await enqueue(tx, next);
  });
}

/** Marks steps as ended and returns the ids of those newly ended; all with the same end together. */
async function markEnded(db: Tx, ends: readonly End[]): Promise<string[]> {
  const ids: string[] = [];
  for (const alike of Map.groupBy(ends, ({ state, problem }) => `${state} ${problem}`).values()) {
    const [{ state, problem = null }] = alike as [End];
    const holders = [...new Set(alike.flatMap(({ step }) => step.leaseHolder ?? []))];
    // "Done" is true regardless of the claim's current holder; only the holder may record anything else.
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
