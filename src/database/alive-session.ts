// Beside the session itself, which loads the driver: a bot on the embedded database does not need that.
import type { LockSession, LockSessionOptions } from './lock-session.ts';

/** Opens a session by `open`. One that ends before its opener knows it rejects, and is told to nobody. */
export async function openAlive(
  open: (options: LockSessionOptions) => Promise<LockSession>,
  options: LockSessionOptions,
): Promise<LockSession> {
  let known = false;
  let end: string | undefined;
  const session = await open({
    ...options,
    onEnd(reason) {
      end = reason;
      if (known) options.onEnd(reason);
    },
  });
  if (end !== undefined) throw new Error(end);
  known = true;
  return session;
}
