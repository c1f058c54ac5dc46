import { randomBytes } from 'node:crypto';
import { startApp } from './app.ts';
import { systemClock } from './clock.ts';
import { readSettings, type Settings } from './config.ts';
import { loadContent } from './content.ts';
import { openDatabase } from './database/database.ts';
import { createIncidentId } from './operations/incident.ts';
import { createLog, type Log } from './operations/log.ts';
import { type StopStep, stopOnSignals } from './operations/shutdown.ts';
import { StartError } from './operations/start-error.ts';

/** Where the sandbox keeps its world between starts, beside its database. */
const SANDBOX_WORLD = './data/sandbox-world.json';

/** Reads the configuration, starts the bot (without a token: against the sandbox) and stops it on signals. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createLog({ level: settings.logLevel, json: settings.production, secrets: secretsOf(settings) });
  for (const warning of settings.warnings) log.warn(warning);

  const steps: StopStep[] = [];
  const stop = stopOnSignals({ steps, log, createIncidentId: () => createIncidentId(randomBytes) });
  const { dataKeys, databaseUrl: url } = settings;
  const opening = openDatabase({ url, dataKeys, log });
  // Content is read while the database opens; a failure of either is met where it is awaited.
  const reading = loadContent();
  reading.catch(() => undefined);
  const database = await opening;
  steps.push({ name: 'database', limitMs: 5000, stop: () => database.close() });

  const { token, apiUrl, page } = await discordOf(settings, log, steps);
  const content = await reading;
  const app = await startApp({ token, apiUrl, ops: settings.ops, database, clock: systemClock, log, content });
  steps.unshift(...app.stopSteps);
  await app.ready.catch(async (error: unknown) => {
    if (!(error instanceof StartError)) throw error;
    console.error(error.message);
    await stop('wrong token', 1);
  });
  if (page) console.log(`\nGranica is running. Try it in a browser: ${page}\n`);
}

/** Discord, or without a token the sandbox in its place. */
async function discordOf(
  { discord, sandboxPort: port }: Settings,
  log: Log,
  steps: StopStep[],
): Promise<{ token: string; apiUrl: string | undefined; page?: string }> {
  if (discord.token) return { token: discord.token, apiUrl: discord.apiUrl };
  const { startDemoSandbox } = await import('./sandbox/demo.ts');
  const sandbox = await startDemoSandbox({ port, log, worldFile: SANDBOX_WORLD }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new StartError(
        `SANDBOX_PORT: Another program already uses port ${port}. Stop that program, or set SANDBOX_PORT to a free port ` +
          '(0 takes any).',
        { cause: error },
      );
    throw error;
  });
  steps.unshift({ name: 'sandbox', limitMs: 1000, stop: () => sandbox.close() });
  return { token: sandbox.token, apiUrl: sandbox.apiUrl, page: sandbox.url };
}

function secretsOf({ discord, dataKeys, assistant }: Settings): string[] {
  const keys = dataKeys.map((key) => Buffer.from(key).toString('base64'));
  return [discord.token, assistant?.apiKey, ...keys].filter((secret) => secret !== undefined);
}

main().catch((error: unknown) => {
  if (error instanceof StartError) console.error(error.message);
  else console.error(error);
  process.exit(1);
});
