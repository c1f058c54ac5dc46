import { type Sandbox, startSandbox } from './sandbox.ts';
import { seedDemoWorld } from './world/demo.ts';
import { keepSaved, loadWorld, type SavedWorld } from './world/persist.ts';

/** What `npm start` without a token uses: the bot's address and token, and the page's. */
export interface DemoSandbox {
  url: string;
  apiUrl: string;
  token: string;
  /** The sandbox's time, in milliseconds since 1970: the bot lives by it, so that moving it in the page moves the week. */
  now(): number;
  /** Calls back once so many milliseconds of its time have passed; returns how to give that up. */
  after(milliseconds: number, callback: () => void): () => void;
  /** Calls back whenever somebody moved the time. */
  onMove(moved: () => void): void;
  close(): Promise<void>;
}

export interface DemoOptions {
  port: number;
  /** The bot's name; default `Bot`. */
  name?: string;
  /** Rules of Discord that the bot breaks are warned of here, and a world that cannot be kept. */
  log: { warn(fields: object, message: string): void };
  /** Where the world is kept between starts; without it each start begins anew. */
  worldFile?: string;
  /** Fills a new world; by default with a small community of freelancers, most of whom read Polish. */
  seed?: (sandbox: Sandbox) => void;
}

/**
 * Starts the sandbox with the world of the last start, or the one for newcomers. Throws what `listen` throws, e.g. EADDRINUSE for a busy port.
 */
export async function startDemoSandbox({
  port,
  log,
  name,
  worldFile,
  seed = seedDemoWorld,
}: DemoOptions): Promise<DemoSandbox> {
  const saved = worldFile === undefined ? undefined : await readable(worldFile, log);
  const sandbox = await startSandbox({
    port,
    strict: false,
    ...(name === undefined ? {} : { name }),
    ...(saved ? { saved } : {}),
  });
  if (!saved) seed(sandbox);
  sandbox.core.bus.on('violation', ({ rule }) =>
    log.warn({ rule }, 'The bot broke a rule of Discord: see the sandbox'),
  );
  const stopSaving =
    worldFile === undefined
      ? undefined
      : keepSaved(sandbox.core, worldFile, (error) => log.warn({ err: error }, 'The sandbox could not save its world'));
  return {
    url: sandbox.url,
    apiUrl: sandbox.apiUrl,
    token: sandbox.token,
    now: () => Math.round(sandbox.clock.now()),
    after(milliseconds, callback) {
      const timer = sandbox.clock.after(milliseconds, callback);
      return () => timer.cancel();
    },
    onMove: (moved) => void sandbox.core.bus.on('clock', moved),
    async close() {
      await stopSaving?.();
      await sandbox.close();
    },
  };
}

/** A damaged file is no reason not to start: the world is only for trying things out. */
async function readable(path: string, log: DemoOptions['log']): Promise<SavedWorld | undefined> {
  try {
    return await loadWorld(path);
  } catch (error) {
    log.warn({ err: error }, 'The saved sandbox cannot be read: starting with a new one');
    return undefined;
  }
}
