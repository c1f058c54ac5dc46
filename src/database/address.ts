import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from '../operations/start-error.ts';

/** Location of the data: PostgreSQL embedded in this process with its files in a directory, or a PostgreSQL server. */
export type DatabaseAddress =
  | { readonly kind: 'embedded'; readonly directory: string }
  | { readonly kind: 'server'; readonly url: string };

/**
 * Parses DATABASE_URL: `file:DIRECTORY` (relative to the working directory, or a full `file:///…` address) or `postgresql://…`.
 * Throws a StartError for anything else. Messages never repeat the address, which may contain a password.
 */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === 'file') {
    const path = url.startsWith('file://') ? pathOfFileUrl(url) : url.slice('file:'.length);
    if (path.trim() === '')
      throw new StartError('DATABASE_URL names no directory. Use for example file:./data/granica');
    return { kind: 'embedded', directory: resolve(path) };
  }
  if (scheme === 'postgresql' || scheme === 'postgres') {
    if (!URL.canParse(url)) {
      throw new StartError(
        'DATABASE_URL is not a valid address. Use postgresql://USER:PASSWORD@HOST:5432/DATABASE and percent-encode special characters of the password.',
      );
    }
    return { kind: 'server', url };
  }
  const found = scheme === undefined ? 'has no scheme' : `starts with "${scheme}:", which is not supported`;
  throw new StartError(
    `DATABASE_URL ${found}. Use file:DIRECTORY for the embedded database (for example file:./data/granica) or postgresql://USER:PASSWORD@HOST:5432/DATABASE for a PostgreSQL server.`,
  );
}

function pathOfFileUrl(url: string): string {
  try {
    return fileURLToPath(url);
  } catch (error) {
    throw new StartError('DATABASE_URL is not a valid file address. Use for example file:./data/granica', {
      cause: error,
    });
  }
}
