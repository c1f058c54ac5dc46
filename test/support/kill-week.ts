import { setTimeout as wait } from 'node:timers/promises';
import { type RecordedRequest, type Sandbox, startSandbox } from '@granica/discord-sandbox';
import type { Channel, Guild, Person } from '@granica/discord-sandbox/persons';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open.ts';
import { type AppChild, startAppChild } from './app-child.ts';
import { silentLog, testDirectory } from './database.ts';
import { serverTestUrl, testServerUrl } from './server-database.ts';

/**
 * When the process dies: its request has arrived and nothing was done yet; it was done and not answered; or the answer is on its
 * way.
 */
export const MOMENTS = ['arrived', 'done', 'answered'] as const;
export type Moment = (typeof MOMENTS)[number];

/** A Tuesday, 10:00 in Warsaw. */
export const TUESDAY = '2026-11-24T09:00:00Z';
/**
 * Less than a lease: on a server, that this process is dead the next one learns from its locks. It only waits until a request that
 * may still be under way has arrived.
 */
const SERVER_SECONDS = 16;

/** A bot in a process of its own with one guild, that can be killed for real and started anew. */
export interface KillableBot {
  readonly sandbox: Sandbox;
  readonly guild: Guild;
  readonly checkin: Channel;
  join(name: string): Person;
  /** Runs a job now; the bot lives. */
  run(job: string): Promise<void>;
  set(time: string): void;
  /**
   * Kills the process at the first request of a kind (`METHOD path`) that comes of `act`, or of `job`; then starts another one,
   * which finds what is left to do.
   */
  killAt(
    request: RegExp,
    moment: Moment,
    options: { readonly job: string; readonly act?: () => Promise<unknown> },
  ): Promise<void>;
  /** Stops the bot, and opens its database. */
  inspect<T>(look: (database: Database) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** @param fill stores what the bot finds at its first start */
export async function startKillableBot(
  fill: (database: Database, guild: Guild, checkin: Channel) => Promise<void>,
): Promise<KillableBot> {
  const server = testServerUrl === undefined ? undefined : await serverTestUrl();
  const url = server?.url ?? `file:${await testDirectory()}`;
  const sandbox = await startSandbox();
  const set = (time: string) => sandbox.clock.set(Date.parse(time));
  set(TUESDAY);
  const guild = sandbox.addGuild({ name: 'Freelancerzy', locale: 'pl' });
  const checkin = guild.addChannel({ name: 'check-in' });
  const inspect = async <T>(look: (database: Database) => Promise<T>): Promise<T> => {
    const database = await openDatabase({ url, log: silentLog });
    try {
      return await look(database);
    } finally {
      await database.close();
    }
  };
  await inspect((database) => fill(database, guild, checkin));
  let child: AppChild = await startAppChild(sandbox, url);
  const end = async () => {
    child.kill();
    await child.dead;
  };

  /** Kills the process at such a request; tells whether that has happened. */
  const armed = (wanted: RegExp, moment: Moment) => {
    const matches = ({ method, path }: RecordedRequest) => wanted.test(`${method} ${path}`);
    const fault = moment === 'arrived' ? sandbox.faults.add({ kind: 'hang', on: wanted }) : undefined;
    let fired = false;
    const kill = (record: RecordedRequest) => {
      const hit = fault ? record.fault === 'hang' : matches(record) && record.verdict === 'accepted';
      if (!hit) return;
      fired = true;
      sandbox.events.off('request', kill);
      if (moment === 'answered') setImmediate(() => child.kill());
      else child.kill();
    };
    sandbox.events.on('request', kill);
    return () => fired;
  };

  return {
    sandbox,
    guild,
    checkin,
    set,
    join(name) {
      const person = sandbox.addPerson({ name, locale: 'pl' });
      guild.join(person);
      return person;
    },
    async run(job) {
      if (!(await child.run(job))) throw new Error(`The process died in ${job}`);
    },
    async killAt(request, moment, { job, act }) {
      const fired = armed(request, moment);
      // Whoever acted waits for an answer that may never come.
      if (act) await Promise.race([act().catch(() => undefined), child.dead]);
      await child.run(job);
      // The press may have woken the bot, which is at it already: then the job has nothing to do, and the request comes in a moment.
      for (let tries = 0; tries < 40 && !fired(); tries++) {
        await wait(250);
        await child.run(job);
      }
      if (!fired()) throw new Error(`The process was not killed at ${request}`);
      await child.dead;
      child = await startAppChild(sandbox, url);
      if (server) sandbox.clock.advance(SERVER_SECONDS * 1000);
    },
    async inspect(look) {
      await end();
      return inspect(look);
    },
    async close() {
      await end();
      await wait(0);
      await sandbox.close();
      await server?.drop();
    },
  };
}
