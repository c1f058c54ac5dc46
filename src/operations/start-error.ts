/**
 * A failed start that the operator can fix: a bad setting, a busy port, an unreachable database. `message` is plain text that
 * says what is wrong and what to do, and contains no secret. `main.ts` prints it without a stack trace and exits with code 1; any
 * other error is a bug.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}
