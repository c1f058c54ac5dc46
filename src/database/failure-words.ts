import { StartError } from '../operations/start-error.ts';
import { SealError } from './sealing.ts';

/** A command-line message for an error that lies with the database; undefined for a bug, which needs its stack trace. */
export function sayDatabaseFailure(error: unknown): string | undefined {
  if (error instanceof StartError || error instanceof SealError) return error.message;
  const found = chainOf(error).find((each) => sqlStateOf(each) !== undefined);
  if (found) return sayState(sqlStateOf(found) ?? '', found.message);
  const lost = chainOf(error).find(({ message }) => /Connection terminated|connection.*(lost|closed)/i.test(message));
  if (lost) return `The connection to the database was lost: ${lost.message}. What was not finished was undone.`;
  const [first] = chainOf(error);
  // A trap of the WebAssembly module; its class is missing from Node's types.
  if (first?.name === 'RuntimeError') {
    return `The embedded database stopped (${first.message}): its files may be damaged. Restore the newest dump or a backup with "npm run restore -- FILE".`;
  }
  return undefined;
}

function sayState(state: string, message: string): string {
  const said = message.replace(/\.?$/, '.');
  if (/^42(P01|703|704)$/.test(state)) {
    return `The database is not as the bot left it: ${said} (${state}) Restore a backup with "npm run restore -- FILE"; with "--no-copy" where what is there cannot be copied.`;
  }
  if (state === '42501') {
    return `The user of DATABASE_URL may not do this: ${said} (${state}) It must own the database and its tables.`;
  }
  if (/^(XX|58)/.test(state)) {
    return `The database is damaged: ${said} (${state}) Restore the newest dump or a backup with "npm run restore -- FILE".`;
  }
  if (state.startsWith('53'))
    return `The database has no room left: ${said} (${state}) Free disk or memory and try again.`;
  return `The database refused: ${said} (${state}) What was not finished was undone.`;
}

/** An error and its causes. */
function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let each = error; each instanceof Error && chain.length < 10; each = each.cause) chain.push(each);
  return chain;
}

/** PostgreSQL's error code, from either driver or through Prisma. */
function sqlStateOf(error: Error): string | undefined {
  const codes = ['code', 'originalCode'].map((key): unknown => Reflect.get(error, key));
  return codes.find(
    (code): code is string => typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code),
  );
}
