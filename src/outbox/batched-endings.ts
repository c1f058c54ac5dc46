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

/** The end of a step, and whether it follows stored state: see {@link StepDefinition.follows}. */
export interface EndOf extends End {
  readonly follows: boolean;
}

/**
 * Maximum steps ended in one transaction. On the embedded database interactions wait for it: some 20 statements take a moment,
 * hundreds would be noticeable.
 */
const TOGETHER = 4;

interface Waiting {
  readonly end: EndOf;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Ends steps. Those that arrive during a write are written next, in one transaction: this relieves the database if it is the
 * bottleneck, and otherwise each is written alone. If one cannot be written, the others still are.
 */
export function createEnds(db: Db): (end: EndOf) => Promise<void> {
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

async function writeEnds(db: Db, ends: readonly EndOf[]): Promise<void> {
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
async function markEnded(db: Tx, ends: readonly EndOf[]): Promise<string[]> {
  const ids: string[] = [];
  for (const alike of Map.groupBy(ends, (end) => `${end.state} ${end.problem} ${end.follows}`).values()) {
    const [{ state, problem = null, follows }] = alike as [EndOf];
    const holders = [...new Set(alike.flatMap(({ step }) => step.leaseHolder ?? []))];
    const at = new Date(Math.max(...alike.map((end) => end.at.epochMilliseconds)));
    if (follows) {
      ids.push(...(await markFollowed(db, alike, { state, problem, holders, at })));
      continue;
    }
    // "Done" is true regardless of the claim's current holder; only the holder may record anything else.
    const mine = state === 'done' ? { state: { not: 'done' } } : { state: 'claimed', leaseHolder: { in: holders } };
    const rows = await db.outboxStep.updateManyAndReturn({
      where: { id: { in: alike.map(({ step }) => step.id) }, ...mine },
      data: { state, nextAt: null, leaseHolder: null, endedAt: at, problem },
      select: { id: true },
    });
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

interface Followed extends Required<Pick<End, 'state'>> {
  readonly problem: StepProblem | null;
  readonly holders: readonly string[];
  readonly at: Date;
}

/**
 * The same for steps that follow stored state. What was asked for since the claim is due at its own moment, as if it were the
 * first. Another holder may have sent a later state than the one that is only now known to have arrived, so it is left to them.
 */
async function markFollowed(db: Tx, ends: readonly EndOf[], how: Followed): Promise<string[]> {
  const { state, problem, holders, at } = how;
  const ids = ends.map(({ step }) => step.id);
  const nonces = ends.map(({ step }) => step.nonce);
  const rows = await db.$queryRaw<{ id: string }[]>`
    UPDATE "OutboxStep" SET "leaseHolder" = NULL,
      state = CASE WHEN nonce = ANY(${nonces}) THEN ${state} ELSE 'pending' END,
      "nextAt" = CASE WHEN nonce = ANY(${nonces}) THEN NULL ELSE "dueAt" END,
      "endedAt" = CASE WHEN nonce = ANY(${nonces}) THEN ${at}::timestamptz END,
      problem = CASE WHEN nonce = ANY(${nonces}) THEN ${problem} END,
      attempts = CASE WHEN nonce = ANY(${nonces}) THEN attempts ELSE 0 END,
      "firstAt" = CASE WHEN nonce = ANY(${nonces}) THEN "firstAt" END
    WHERE id = ANY(${ids}::uuid[]) AND state = 'claimed' AND "leaseHolder" = ANY(${[...holders]})
    RETURNING id::text`;
  return rows.map(({ id }) => id);
}
