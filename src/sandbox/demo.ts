import type { Companion } from './companion.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { seedDemoWorld } from './world/demo.ts';
import { keepSaved, loadWorld, type SavedWorld } from './world/persist.ts';

export type { Companion, Moment, Texts, Tour, TourStep, WalkTo } from './companion.ts';
export type { TourMark } from './protocol.ts';

/** The demo that `npm start` uses without a token: the addresses of API and page, and the bot's token. */
export interface DemoSandbox {
  url: string;
  apiUrl: string;
  token: string;
  /** The sandbox's time, in milliseconds since 1970. The bot uses it, so that moving it on the page moves the week. */
  now(): number;
  /** Calls back after the given milliseconds of its time; returns a function that cancels. */
  after(milliseconds: number, callback: () => void): () => void;
  /** Adds to the page what the bot hands in: tours, moments, made-up life. Call it once the bot is ready. */
  accompany(companion: Companion): void;
  /** The whole sandbox, for a companion that makes up life with its persons. */
  readonly sandbox: Sandbox;
  close(): Promise<void>;
}

export interface DemoOptions {
  port: number;
  /** The bot's name; default `Bot`. */
  name?: string;
  /** Called for rules of Discord that the bot breaks, and for a world that cannot be saved. */
  log: { warn(fields: object, message: string): void };
  /** File that keeps the world between starts; without it, each start creates a new one. */
  worldFile?: string;
  /** Fills a new world; by default with a small community of freelancers, most of whom read Polish. */
  seed?: (sandbox: Sandbox) => void;
}

/**
 * Starts the sandbox with the world of the last start, or the newcomers' world. Throws what `listen` throws, e.g. EADDRINUSE
 * for a busy port.
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
    sandbox,
    url: sandbox.url,
    apiUrl: sandbox.apiUrl,
    token: sandbox.token,
    now: () => Math.round(sandbox.clock.now()),
    after(milliseconds, callback) {
      const timer = sandbox.clock.after(milliseconds, callback);
      return () => timer.cancel();
    },
    accompany(companion) {
      Object.assign(sandbox.core.companion, { current: companion, seed: () => void seed(sandbox) });
      sandbox.core.bus.emit('companion');
    },
    async close() {
      await stopSaving?.();
      await sandbox.close();
    },
  };
}

/** Loads the saved world. A damaged file must not prevent the start: the world is only for trying things out. */
async function readable(path: string, log: DemoOptions['log']): Promise<SavedWorld | undefined> {
  try {
    return await loadWorld(path);
  } catch (error) {
    log.warn({ err: error }, 'The saved sandbox cannot be read: starting with a new one');
    return undefined;
  }
}
