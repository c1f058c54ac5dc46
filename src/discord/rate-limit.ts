import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Counts how often a person uses one command (or control). */
export interface RateLimit {
  /** Counts one use. @returns whole seconds to wait, 0 when it may go on. */
  use(personId: string, name: string): Promise<number>;
}

/**
 * Limits in this process's memory: they protect the bot from a stuck client or a bored person, so they need not survive a
 * restart. Every command has its own, so that whoever waits for one can still use all others.
 *
 * @param uses how many in `seconds`, from the first one on.
 */
export function createRateLimit({ uses, seconds }: { uses: number; seconds: number }): RateLimit {
  const limiter = new RateLimiterMemory({ points: uses, duration: seconds });
  return {
    async use(personId, name) {
      try {
        await limiter.consume(`${personId}:${name}`);
        return 0;
      } catch (error) {
        if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
        throw error;
      }
    },
  };
}

/** Far above what a person does by hand: opening a form and choosing in a menu are single uses each. */
export const DEFAULT_RATE = { uses: 20, seconds: 30 } as const;

/** For controls that only turn pages: who looks for a place in a long text presses twice a second, minutes on end. */
export const READING_RATE = { uses: 150, seconds: 30 } as const;

/** Suggestions come with almost every key. */
export const SUGGESTION_RATE = { uses: 60, seconds: 30 } as const;
