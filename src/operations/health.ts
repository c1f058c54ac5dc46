/**
 * Checks whether one part of the bot can do its work: resolves if it can, rejects if it cannot (yet). The signal aborts when time
 * is up.
 */
export type ReadinessCheck = (signal: AbortSignal) => Promise<void>;

/** A failed check; `reason` is only for the log. */
export interface Unready {
  name: string;
  reason: unknown;
}

/**
 * Runs all checks at the same time, each for at most `timeoutMs`.
 *
 * @returns the failed checks, in order; empty if the bot is ready.
 */
export async function findUnready(
  checks: Readonly<Record<string, ReadinessCheck>>,
  timeoutMs: number,
): Promise<Unready[]> {
  const names = Object.keys(checks);
  const results = await Promise.allSettled(Object.values(checks).map((check) => runWithin(check, timeoutMs)));
  return results.flatMap((result, index) =>
    result.status === 'rejected' ? [{ name: names[index] ?? '', reason: result.reason }] : [],
  );
}

async function runWithin(check: ReadinessCheck, timeoutMs: number): Promise<void> {
  const signal = AbortSignal.timeout(timeoutMs);
  const tooLate = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`No answer within ${timeoutMs} ms`)));
  });
  // A check that throws at once must lose the race, not prevent it: the timeout would reject unhandled.
  await Promise.race([tooLate, (async () => check(signal))()]);
}
