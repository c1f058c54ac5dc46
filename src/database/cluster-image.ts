import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { INITDB_OPTIONS, openPglite, SETTINGS } from './embedded-settings.ts';

const cache = fileURLToPath(new URL('../../node_modules/.cache/granica/', import.meta.url));
const PREFIX = 'cluster-';

/**
 * Creates the files of an empty database cluster and keeps them in `folder`, unless they exist. Creating a cluster takes seconds
 * of processor time, copying it a fraction: run once after the installation, it does not slow down the first start.
 */
export async function prepareClusterImage(folder = cache): Promise<void> {
  const image = join(folder, await imageName());
  if (await isDirectory(image)) return;
  await mkdir(folder, { recursive: true });
  const fresh = `${image}.${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  const pglite = await openPglite({ dataDir: fresh });
  await pglite.close();
  // The user who runs the bot may not be the one who installed it.
  await makeReadable(fresh);
  const outdated = (await readdir(folder)).filter((name) => name.startsWith(PREFIX) && join(folder, name) !== fresh);
  await Promise.all(outdated.map((name) => rm(join(folder, name), { recursive: true, force: true })));
  await rename(fresh, image);
}

/** Copies the prepared cluster to `target`, an existing empty directory. Returns false if none was prepared. */
export async function copyClusterImage(target: string, folder = cache): Promise<boolean> {
  const image = join(folder, await imageName());
  if (!(await isDirectory(image))) return false;
  await cp(image, target, { recursive: true });
  // PostgreSQL requires its directory to be closed to other users.
  await chmod(target, 0o700);
  return true;
}

/** Name derived from the engine and its options, so that an image of another version is never used. */
async function imageName(): Promise<string> {
  const engine = await readFile(new URL('../../node_modules/@electric-sql/pglite/package.json', import.meta.url));
  const hash = createHash('sha256')
    .update(engine)
    .update(JSON.stringify([INITDB_OPTIONS, SETTINGS]));
  return `${PREFIX}${hash.digest('hex').slice(0, 16)}`;
}

async function isDirectory(path: string): Promise<boolean> {
  return readdir(path).then(
    (names) => names.length > 0,
    () => false,
  );
}

async function makeReadable(path: string): Promise<void> {
  await chmod(path, 0o755);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) await makeReadable(inner);
    else await chmod(inner, 0o644);
  }
}
