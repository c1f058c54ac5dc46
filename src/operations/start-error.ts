/**
 * A start that cannot go on for a reason that the person who runs the bot can put right: a bad setting, a busy port, an
 * unreachable database. `message` is plain text that says what is wrong and what to do, and holds no secret. `main.ts`
 * prints the message without a stack trace and exits with code 1; everything else that is thrown is a bug.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}
