import { RateLimitError } from 'discord.js';
import { NotSent, type Wait } from '../ports/messenger.ts';

/** How long a request that was refused for now, or not made, has to wait; undefined if it failed for another reason. */
export function waitOf(error: unknown): (Wait & { readonly retryAfter: number }) | undefined {
  if (error instanceof NotSent) return { retryAfter: Math.ceil(error.retryAfter) };
  if (!(error instanceof RateLimitError)) return undefined;
  // `sublimitTimeout` has the limits that Discord does not announce (some are shared between bots).
  const retryAfter = Math.ceil(Math.max(error.retryAfter, error.sublimitTimeout));
  return { retryAfter, global: error.global || error.scope === 'global' };
}
