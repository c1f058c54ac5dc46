import { createHash } from 'node:crypto';
import { BulkheadRejectedError, bulkhead } from 'cockatiel';
import type { SumUp } from '../checkins/cards/summary.ts';
import type { AssistantContext } from './assistant.ts';
import { summariseCards } from './summary.ts';

/** Maximum concurrent summaries: half the endpoint's limit, so that members do not wait for digests. */
const AT_ONCE = 4;
/** Maximum queued summaries: at 8 s each, a digest is late by half a minute at most. Further digests go without one. */
const WAITING = 12;
/** Maximum remembered outcomes. */
const REMEMBERED = 200;

/**
 * Sums up cards for digests. The same cards are sent once: if the digest is sent again, the first outcome is reused. It is kept
 * only in memory, since shared cards can be withdrawn at any time; a different text is a new request.
 *
 * @param onError called for bugs, which leave the digest without a summary
 */
export function createSumUp(context: AssistantContext, onError: (error: unknown) => void): SumUp {
  const turns = bulkhead(AT_ONCE, WAITING);
  const known = new Map<string, Promise<string | undefined>>();

  const ask: SumUp = async ({ communityId }, what) => {
    try {
      const outcome = await turns.execute(() => summariseCards(context, communityId, what));
      return outcome.ok ? outcome.value : undefined;
    } catch (error) {
      if (!(error instanceof BulkheadRejectedError)) onError(error);
      return undefined;
    }
  };

  return (checkin, what) => {
    const key = createHash('sha256')
      .update(JSON.stringify([checkin.id, what]))
      .digest('base64url');
    const summary = known.get(key) ?? ask(checkin, what);
    // Moved to the end as the most recent: a digest retried for days is not evicted by those sent at once.
    known.delete(key);
    known.set(key, summary);
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return summary;
  };
}
