import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Counts a person's uses of a command or control. */
export interface RateLimit {
  /** Counts one use. @returns whole seconds to wait, 0 if it may proceed. */
  use(personId: string, name: string): Promise<number>;
}

/**
 * Limits in this process's memory: they protect the bot from a stuck client or a bored person, so they need not survive a
 * restart. Each command has its own, so that a person waiting for one can still use the others.
 *
 * @param uses maximum uses within `seconds` of the first one.
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

/** Limit of commands and controls, far above manual use: opening a form and choosing in a menu are single uses each. */
export const DEFAULT_RATE = { uses: 20, seconds: 30 } as const;

/** Limit of controls that only turn pages: a person searching a long text may press twice a second for minutes. */
export const READING_RATE = { uses: 150, seconds: 30 } as const;

/** Limit of suggestions, which are requested with almost every key. */
export const SUGGESTION_RATE = { uses: 60, seconds: 30 } as const;
