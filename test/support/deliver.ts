import pino from 'pino';
import { type DirectContext, noticeStep } from '../../src/notices/direct.ts';
import { createOutbox, type RunningOutbox } from '../../src/outbox/outbox.ts';
import { instantly } from './mortal.ts';

export interface Delivering extends DirectContext {
  /** Told of a notice that failed. */
  readonly onError: () => void;
  /** Told to stop. */
  readonly signal?: AbortSignal;
}

/** A process that sends direct messages alone. */
export function directSender(work: Delivering): RunningOutbox {
  return createOutbox({
    db: work.db,
    clock: work.clock,
    log: pino({ level: 'silent' }),
    steps: [noticeStep(work)],
    alone: false,
    pace: instantly,
    random: () => 0,
    observe: (_kind, outcome) => outcome === 'broken' && work.onError(),
  });
}

/** Sends what is due as direct messages, in a process of its own. */
export async function deliverDue(work: Delivering): Promise<void> {
  const outbox = directSender(work);
  work.signal?.addEventListener('abort', () => void outbox.stop());
  await outbox.drain();
  await outbox.stop();
  await outbox.release();
}
