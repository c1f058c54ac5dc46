/**
 * Asks one part of the bot whether it can do its work. It resolves when it can, and rejects when it cannot (or not yet).
 * The signal aborts when the time is up.
 */
export type ReadinessCheck = (signal: AbortSignal) => Promise<void>;

/** The outcome of a check that failed; `reason` is for the log alone. */
export interface Unready {
  name: string;
  reason: unknown;
}

/**
 * Runs all checks at the same time, each for `timeoutMs` at most.
 *
 * @returns the checks that failed, in their order; empty when the bot is ready.
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
  // A check that throws at once must lose the race, not prevent it: the timeout would reject with nobody listening.
  await Promise.race([tooLate, (async () => check(signal))()]);
}
