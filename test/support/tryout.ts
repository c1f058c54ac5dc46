import type { Sandbox } from '@granica/discord-sandbox';
import { startDemoSandbox } from '@granica/discord-sandbox/demo';
import type { Channel, Person } from '@granica/discord-sandbox/persons';
import { Temporal } from 'temporal-polyfill';
import { startApp } from '../../src/app/app.ts';
import { loadContent } from '../../src/app/content.ts';
import { createLog } from '../../src/operations/log.ts';
import { stopInOrder } from '../../src/operations/shutdown.ts';
import { companionOf } from '../../src/tryout/companion.ts';
import { PATIENT } from './bot.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** What `npm start` runs without a token: the bot on the sandbox's time, with all that its page adds. */
export interface Tryout {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly database: TestDatabase;
  /** Errors that were logged. */
  readonly errors: string[];
  person(name: string): Person;
  channel(name: string): Channel;
  /** Does what the page asks for. Throws what it is refused with. */
  act(action: object): Promise<void>;
  close(): Promise<void>;
}

export async function startTryout(): Promise<Tryout> {
  const errors: string[] = [];
  const destination = { write: (line: string) => void (line.includes('"level":"error"') && errors.push(line)) };
  const log = createLog({ level: 'warn', json: true, destination });
  const [database, content] = await Promise.all([testDatabase(), loadContent()]);
  const demo = await startDemoSandbox({ port: 0, log, name: 'Granica' });
  const { sandbox, token, apiUrl, url, now, after } = demo;
  // A busy computer takes longer than Discord waits.
  sandbox.core.settings.answerWithin = 60_000;
  const clock = { now: () => Temporal.Instant.fromEpochMilliseconds(now()), after };
  const start = async () => {
    const started = await startApp({
      token,
      apiUrl,
      ops: undefined,
      database,
      clock,
      log,
      content,
      deadlines: PATIENT,
    });
    await started.ready;
    return started;
  };
  let app = await start();
  const restart = async (meanwhile: () => Promise<void>): Promise<void> => {
    await stopInOrder(app.stopSteps, log);
    await meanwhile();
    app = await start();
  };
  const { translator } = content;
  demo.accompany(companionOf({ app: () => app, sandbox, database, translator, restart }));
  return {
    url,
    sandbox,
    database,
    errors,
    person(name) {
      const found = [...sandbox.world.users.values()].find(({ user }) => user.global_name === name);
      if (!found) throw new Error(`nobody is called ${name}`);
      return sandbox.person(found.user.id);
    },
    channel(name) {
      const found = [...sandbox.world.channels.values()].find((channel) => channel.name === name);
      if (!found) throw new Error(`no channel is called ${name}`);
      return sandbox.channel(found.id);
    },
    async act(action) {
      const [someone] = sandbox.world.users.values();
      const body = JSON.stringify({ as: someone?.user.id, ...action });
      const response = await fetch(`${url}/sandbox/actions`, { method: 'POST', body });
      const answer: unknown = await response.json();
      if (!(answer as { ok?: boolean }).ok) throw new Error(JSON.stringify(answer));
    },
    async close() {
      await stopInOrder(app.stopSteps, log);
      await demo.close();
      await database.close();
    },
  };
}
