import { RateLimitError } from 'discord.js';
import { NotSent, type Wait } from '../ports/messenger.ts';

/** Whether a request was not made, or refused for now, and how long it has to wait; undefined if it failed otherwise. */
export function waitOf(error: unknown): (Wait & { readonly retryAfter: number }) | undefined {
  if (error instanceof NotSent) return { retryAfter: Math.ceil(error.retryAfter) };
  if (!(error instanceof RateLimitError)) return undefined;
  // A limit that Discord does not tell in advance (it shares some between bots) stands in the second one.
  const retryAfter = Math.ceil(Math.max(error.retryAfter, error.sublimitTimeout));
  return { retryAfter, global: error.global || error.scope === 'global' };
}
