import { startSandbox } from './sandbox.ts';
import { seedDemoWorld } from './world/demo.ts';

/** What `npm start` without a token uses: the bot's address and token, and the page's. */
export interface DemoSandbox {
  url: string;
  apiUrl: string;
  token: string;
  close(): Promise<void>;
}

export interface DemoOptions {
  port: number;
  /** Rules of Discord that the bot breaks are warned of here. */
  log: { warn(fields: object, message: string): void };
}

/** Starts the sandbox with the world for newcomers. Throws what `listen` throws, e.g. EADDRINUSE for a busy port. */
export async function startDemoSandbox({ port, log }: DemoOptions): Promise<DemoSandbox> {
  const sandbox = await startSandbox({ port });
  seedDemoWorld(sandbox);
  sandbox.core.bus.on('violation', ({ rule }) =>
    log.warn({ rule }, 'The bot broke a rule of Discord: see the sandbox'),
  );
  return sandbox;
}
