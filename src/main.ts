import { randomBytes } from 'node:crypto';
import { startApp } from './app.ts';
import { systemClock } from './clock.ts';
import { readSettings, type Settings } from './config.ts';
import { openDatabase } from './database/database.ts';
import { createIncidentId } from './operations/incident.ts';
import { createLog, type Log } from './operations/log.ts';
import { type StopStep, stopOnSignals } from './operations/shutdown.ts';
import { StartError } from './operations/start-error.ts';

/** Reads the configuration, starts the bot (without a token: against the sandbox) and stops it on signals. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createLog({ level: settings.logLevel, json: settings.production, secrets: secretsOf(settings) });
  for (const warning of settings.warnings) log.warn(warning);

  const steps: StopStep[] = [];
  const stop = stopOnSignals({ steps, log, createIncidentId: () => createIncidentId(randomBytes) });
  const database = await openDatabase({ url: settings.databaseUrl, log });
  steps.push({ name: 'database', limitMs: 5000, stop: () => database.close() });

  const { token, apiUrl, page } = await discordOf(settings, log, steps);
  const app = await startApp({ token, apiUrl, ops: settings.ops, database, clock: systemClock, log });
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
  { discord, sandboxPort }: Settings,
  log: Log,
  steps: StopStep[],
): Promise<{ token: string; apiUrl: string | undefined; page?: string }> {
  if (discord.token) return { token: discord.token, apiUrl: discord.apiUrl };
  const { startDemoSandbox } = await import('./sandbox/demo.ts');
  const sandbox = await startDemoSandbox({ port: sandboxPort, log });
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
