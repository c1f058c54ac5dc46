import { DefaultRestOptions, REST } from 'discord.js';
import { Agent, type Dispatcher } from 'undici';
import { type ClaimChecks, runningClaim } from '../ports/claims.ts';
import { NotSent } from '../ports/messenger.ts';

/** Milliseconds after which a request that was not made is considered again. */
const AGAIN_AFTER = 1000;

/** Waits for a request's turn, and takes whether it was answered. */
export type Turn = (method: string) => Promise<(answered: boolean) => void>;

/**
 * The REST client of the bot's own posts. Its sender decides on retries, since each must reuse the stored nonce. The same at a rate
 * limit: waiting here would hold a claim for longer than its lease.
 *
 * A request under a claim is made while the claim holds, and not a line later: asked before it is begun, and once more when its
 * connection stands and its first byte is about to be written. A process may be frozen in between, and another one does the work.
 */
export function createPostingRest(token: string, apiUrl: string | undefined, turn?: Turn): REST {
  const agent = new Agent();
  return new REST({
    retries: 0,
    rejectOnRateLimit: () => true,
    // The default would count requests when they are made, and refuse those that only wait for their turn. A refusal by Discord
    // itself holds all of them back.
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    // Every request takes a turn: a search may need several, and direct messages and alerts count like check-ins.
    async makeRequest(url, init) {
      const over = await turn?.(init.method ?? 'GET');
      let answered = false;
      try {
        const claim = runningClaim();
        await claim?.check();
        const dispatcher = claim ? checkedAtWriting(agent, claim) : agent;
        const response = await DefaultRestOptions.makeRequest(url, { ...init, dispatcher });
        answered = true;
        return response;
      } finally {
        over?.(answered);
      }
    },
    ...(apiUrl === undefined ? {} : { api: apiUrl }),
  }).setToken(token);
}

/** An agent whose requests are dropped, with {@link NotSent}, if the claim does not last until they are written. */
function checkedAtWriting(agent: Agent, claim: ClaimChecks): Dispatcher {
  return agent.compose((dispatch) => (options, handler) => {
    const connected = handler.onConnect?.bind(handler);
    // undici calls it in the same turn of the event loop, right before it writes the request's headers.
    handler.onConnect = (abort) => {
      if (claim.lasts()) connected?.(abort);
      else abort(new NotSent(AGAIN_AFTER));
    };
    return dispatch(options, handler);
  });
}
