import { createHash } from 'node:crypto';
import { BulkheadRejectedError, bulkhead } from 'cockatiel';
import type { SumUp } from '../checkins/cards/summary.ts';
import type { AssistantContext } from './assistant.ts';
import { summariseCards } from './summary.ts';

/** Summaries at once: half of what the endpoint takes, so that members who ask do not wait for digests. */
const AT_ONCE = 4;
/** How many wait for their turn: with 8 s each, a digest is late by half a minute at most. Further ones go without. */
const WAITING = 12;
/** How many outcomes are remembered. */
const REMEMBERED = 200;

/**
 * Sums up cards for digests. The same cards are sent once: where the digest has to be sent again, the first outcome counts.
 * It is remembered in memory alone, since what was shared can be taken back at any time; another text is another request.
 *
 * @param onError told of bugs, which leave the digest without a summary
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
    // The last asked for comes last: a digest that is tried for days is not forgotten for those that went at once.
    known.delete(key);
    known.set(key, summary);
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return summary;
  };
}
