import type { Late } from '../database/late.ts';
import type { Connection } from '../discord/connection.ts';
import type { OpsServer } from '../operations/server.ts';
import type { StopStep } from '../operations/shutdown.ts';
import type { RunningOutbox } from '../outbox/outbox.ts';
import type { ShardHolder } from '../shards/holder.ts';
import type { Ticker } from './ticker.ts';

interface Running {
  readonly connection: Pick<Connection, 'abort' | 'settle' | 'close'>;
  readonly outbox: Pick<RunningOutbox, 'stop' | 'release'>;
  readonly ticker: Pick<Ticker, 'stop'>;
  readonly late: Late;
  readonly shards: Pick<ShardHolder, 'handOver' | 'close'>;
  readonly ops: Pick<OpsServer, 'close'> | undefined;
  readonly report: (error: unknown, what: string) => void;
}

/** The steps that stop the app's parts, in order. */
export function createStopSteps({
  connection,
  outbox,
  ticker,
  late,
  shards,
  ops,
  report,
}: Running): readonly StopStep[] {
  const writeNotes = () =>
    late.flush().catch((error: unknown) => report(error, 'What was noted for later was not written'));
  return [
    { name: 'login', limitMs: 100, stop: () => connection.abort() },
    // Nothing more is claimed; steps in progress are finished, and claimed ones not begun are returned for the next start.
    { name: 'outbox', limitMs: 2500, stop: () => outbox.stop() },
    { name: 'leases', limitMs: 1000, keptMs: 500, stop: () => outbox.release() },
    { name: 'jobs', limitMs: 1000, stop: () => ticker.stop() },
    // The process that takes over reads what was noted here.
    { name: 'notes', limitMs: 500, stop: writeNotes },
    // Until somebody else answers, or nobody wants to, this process does.
    { name: 'shards', limitMs: 6500, stop: () => shards.handOver() },
    { name: 'interactions', limitMs: 5000, keptMs: 1000, stop: () => connection.settle() },
    { name: 'last notes', limitMs: 1000, keptMs: 200, stop: writeNotes },
    { name: 'gateway', limitMs: 2000, keptMs: 300, stop: () => connection.close() },
    // Only now may processes with another number of shards begin.
    { name: 'locks', limitMs: 500, stop: () => shards.close() },
    { name: 'health and metrics', limitMs: 500, stop: () => ops?.close() },
  ];
}
