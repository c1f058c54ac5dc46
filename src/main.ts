import { randomBytes } from 'node:crypto';
import { flushCompileCache } from 'node:module';
import type { DemoSandbox } from '@granica/discord-sandbox/demo';
import { Temporal } from 'temporal-polyfill';
import { readConfig, type Settings, secretsOf } from './config.ts';
import { createIncidentId } from './operations/incident.ts';
import { createLog, type Log } from './operations/log.ts';
import { openOutput } from './operations/output.ts';
import { type StopStep, stopInOrder, stopOnSignals, watchParent } from './operations/shutdown.ts';
import { StartError } from './operations/start-error.ts';
import { collectStartGarbage } from './operations/start-garbage.ts';
import { type Clock, systemClock } from './time/clock.ts';

/** Milliseconds that the last log lines may take to be written. */
const FLUSH_MS = 500;
/** File of the sandbox's world between starts, beside its database. */
const SANDBOX_WORLD = './data/sandbox-world.json';
/** Reads the configuration, starts the bot (without a token: against the sandbox) and stops it on signals. */
async function main(): Promise<void> {
  const settings = readConfig(process.env);
  const output = openOutput();
  const { logLevel: level, production: json } = settings;
  const log = createLog({ level, json, secrets: secretsOf(settings), destination: output });
  output.onLoss = (lines) => log.warn({ lines }, 'Lines of the log were lost while the output took none');
  for (const warning of settings.warnings) log.warn(warning);

  const steps: StopStep[] = [];
  const stop = stopOnSignals({
    steps,
    log,
    createIncidentId: () => createIncidentId(randomBytes),
    flush: () => output.flush(FLUSH_MS),
  });
  // npm ends at a signal without forwarding it: its shell exits, and this process would stay behind.
  if (process.env.npm_lifecycle_event === 'start') watchParent(() => void stop('npm has ended', 0));
  // Reports a missing sandbox before a database is created for it.
  if (!settings.discord.token) await loadSandbox();
  // Imported only now, so that a bad setting is reported at once, not after half a second of loading modules.
  const { openDatabase } = await import('./database/open.ts');
  const { dataKeys, databaseUrl: url } = settings;
  const opening = openDatabase({ url, dataKeys, log });
  // The rest is loaded and content is read while the database opens; failures surface where it is awaited.
  const preparing = prepare();
  preparing.catch(() => undefined);
  const database = await opening;
  steps.push({
    name: 'database',
    limitMs: 8000,
    keptMs: database.kind === 'embedded' ? 3500 : 500,
    stop: () => database.close(),
  });

  const { token, apiUrl, page, sandbox } = await discordOf(settings, log, steps);
  const { startApp, content } = await preparing;
  const start = () =>
    startApp({
      token,
      apiUrl,
      ops: settings.ops,
      assistant: settings.assistant,
      shards: settings.shards,
      database,
      clock: sandbox ? clockOf(sandbox) : systemClock,
      log,
      content,
    });
  let app = await start();
  steps.unshift(...app.stopSteps);
  collectStartGarbage();
  await app.ready.catch(async (error: unknown) => {
    if (!(error instanceof StartError)) throw error;
    console.error(error.message);
    await stop('it cannot start', 1);
  });
  if (sandbox) {
    const restart = async (meanwhile: () => Promise<void>): Promise<void> => {
      await stopInOrder(steps.splice(0, app.stopSteps.length), log);
      await meanwhile();
      app = await start();
      steps.unshift(...app.stopSteps);
      await app.ready;
    };
    const { companionOf } = await import('./tryout/companion.ts');
    const parts = { app: () => app, sandbox: sandbox.sandbox, database, translator: content.translator, restart };
    sandbox.accompany(companionOf(parts));
  }
  // What was compiled, for the next start (start.js): a process that is killed would leave nothing to it.
  flushCompileCache();
  if (page) output.write(`\nGranica is running. Try it in a browser: ${page}\n\n`);
}

async function prepare() {
  const [{ startApp }, { CONTENT_DIR, loadContent }, { PREPARED_FOLDER }] = await Promise.all([
    import('./app/app.ts'),
    import('./app/content.ts'),
    import('./app/prepared-content.ts'),
  ]);
  return { startApp, content: await loadContent(CONTENT_DIR, undefined, PREPARED_FOLDER) };
}

function clockOf({ now, after }: DemoSandbox): Clock {
  return { now: () => Temporal.Instant.fromEpochMilliseconds(now()), after };
}

/** Loads the sandbox, used without a token. It is a development package, which a production installation lacks. */
async function loadSandbox(): Promise<typeof import('@granica/discord-sandbox/demo')> {
  try {
    return await import('@granica/discord-sandbox/demo');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new StartError(
      'DISCORD_TOKEN: It is missing, and the sandbox, which would stand in for Discord, is not installed. Write the bot’s token ' +
        'from https://discord.com/developers/applications, or install the packages for development too: npm ci --include=dev',
      { cause: error },
    );
  }
}

/** Discord, or the sandbox if there is no token. */
async function discordOf(
  { discord, sandboxPort: port }: Settings,
  log: Log,
  steps: StopStep[],
): Promise<{ token: string; apiUrl: string | undefined; page?: string; sandbox?: DemoSandbox }> {
  if (discord.token) return { token: discord.token, apiUrl: discord.apiUrl };
  const { startDemoSandbox } = await loadSandbox();
  const sandbox = await startDemoSandbox({ port, log, name: 'Granica', worldFile: SANDBOX_WORLD }).catch(
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
        throw new StartError(
          `SANDBOX_PORT: Another program already uses port ${port}. Stop that program, or set SANDBOX_PORT to a free port ` +
            '(0 takes any).',
          { cause: error },
        );
      throw error;
    },
  );
  steps.unshift({ name: 'sandbox', limitMs: 1000, stop: () => sandbox.close() });
  return { token: sandbox.token, apiUrl: sandbox.apiUrl, page: sandbox.url, sandbox };
}

main().catch((error: unknown) => {
  if (error instanceof StartError) console.error(error.message);
  else console.error(error);
  process.exit(1);
});
