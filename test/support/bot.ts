import { type Sandbox, startSandbox } from '@granica/discord-sandbox';
import type { Channel, Guild, Person, Role } from '@granica/discord-sandbox/persons';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type App, startApp } from '../../src/app/app.ts';
import { type Content, loadContent } from '../../src/app/content.ts';
import type { AssistantSettings } from '../../src/config.ts';
import type { Deadlines } from '../../src/discord/deadlines.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { createLog } from '../../src/operations/log.ts';
import { stopInOrder } from '../../src/operations/shutdown.ts';
import { type Clock, systemClock } from '../../src/time/clock.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** The whole bot on a fresh database, logged in to a sandbox with one guild: a moderator, two members, two channels. */
export interface TestBot {
  readonly sandbox: Sandbox;
  readonly database: TestDatabase;
  readonly app: App;
  readonly content: Content;
  readonly clock: Clock;
  readonly guild: Guild;
  readonly channel: Channel;
  readonly checkin: Channel;
  /** ManageGuild. */
  readonly moderator: Person;
  readonly member: Person;
  readonly other: Person;
  /** Somebody new with the moderators' role: a second one, or one who reads another language. */
  newModerator(language?: Locale): Person;
  /** The role that makes `moderator` one. */
  readonly moderators: Role;
  /** Everything that was logged, one JSON line each. */
  readonly logged: string[];
  /** Stops the app and starts it anew on the same database and sandbox, as after a restart. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface TestBotOptions {
  /** Language of the guild and of all persons; Polish if left out. */
  readonly locale?: Locale;
  /** The machine's time if left out. It has no timers either way: jobs run when a test says so, never between its lines. */
  readonly clock?: Clock;
  /** Chance, from 0 to 1; not to be foreseen if left out. */
  readonly random?: () => number;
  /** Leaves the rows of earlier tests: for tests that check that nothing changes. */
  readonly keepRows?: true;
  /** The assistant's endpoint; none if left out. */
  readonly assistant?: AssistantSettings;
  /** Scenes to practise in place of those of the content. */
  readonly scenes?: Content['scenes'];
  /** How long people wait for an answer; a minute if left out. */
  readonly deadlines?: Deadlines;
  /** Whether newcomers are greeted; false if left out, as their first answers would all say more than what is tested. */
  readonly greets?: boolean;
}

/** What a busy computer takes for an answer says nothing about the bot: Discord waits 3 s, these tests a minute, and their persons a little less. */
export const PATIENT: Deadlines = {
  dispensable: 60_000,
  hold: 60_000,
  interim: 120_000,
  announcedInterim: 120_000,
};

let loaded: Promise<Content> | undefined;

/** Starts the bot for tests that need their own; most use {@link useBot}. */
export async function startBot({
  locale = 'pl',
  clock = { now: systemClock.now },
  random,
  assistant,
  scenes,
  deadlines = PATIENT,
  greets = false,
}: TestBotOptions = {}): Promise<TestBot> {
  loaded ??= loadContent();
  const patient = startSandbox({ name: 'Granica', answerWithin: 60_000, patience: 50_000 });
  const [read, database, sandbox] = await Promise.all([loaded, testDatabase(), patient]);
  const content = scenes ? { ...read, scenes } : read;
  const guild = sandbox.addGuild({ name: 'Freelancerzy', locale });
  const channel = guild.addChannel({ name: 'ogolny' });
  const checkin = guild.addChannel({ name: 'check-in' });
  const moderators = guild.addRole({ name: 'Moderacja', permissions: ['ManageGuild'] });
  const join = (name: string, roles: readonly Role[] = []) => {
    const person = sandbox.addPerson({ name, locale });
    guild.join(person, { roles });
    return person;
  };
  const logged: string[] = [];
  const log = createLog({ level: 'debug', json: true, destination: { write: (line) => void logged.push(line) } });
  const start = async () => {
    const { token, apiUrl } = sandbox;
    const app = await startApp({
      token,
      apiUrl,
      ops: undefined,
      ...(assistant ? { assistant } : {}),
      database,
      clock,
      ...(random ? { random } : {}),
      log,
      content,
      deadlines,
      greets,
    });
    await app.ready;
    // A job knows of all that a test has changed at Discord before it: no test means the moment in which the news is on its way.
    const runJob = async (name: string) => {
      await sandbox.heard();
      await app.runJob(name);
    };
    return { ...app, runJob };
  };
  let app = await start();
  return {
    sandbox,
    database,
    content,
    clock,
    guild,
    channel,
    checkin,
    moderator: join('Monika', [moderators]),
    member: join('Anna'),
    other: join('Bartek'),
    newModerator(language = locale) {
      const person = sandbox.addPerson({ name: 'Ola', locale: language });
      guild.join(person, { roles: [moderators] });
      return person;
    },
    moderators,
    logged,
    get app() {
      return app;
    },
    async restart() {
      await stopInOrder(app.stopSteps, log);
      app = await start();
    },
    async close() {
      await stopInOrder(app.stopSteps, log);
      await sandbox.close();
      await database.close();
    },
  };
}

/** Nothing that a person typed into an option or a form, nor the token, stands in the log: checked after every test. */
function expectPrivateLog({ sandbox, logged }: TestBot): void {
  const interactions = sandbox.gatewayFrames.filter(({ event }) => event === 'INTERACTION_CREATE');
  // Shorter ones (a kind, a number, a language) are words that a log may well hold.
  const typed = interactions
    .flatMap(({ data }) => valuesIn(data))
    .filter((text) => text.length >= 12 && /\s/.test(text));
  const log = logged.join('\n');
  for (const secret of [sandbox.token, ...typed]) expect(log).not.toContain(secret);
}

function valuesIn(data: unknown): string[] {
  if (Array.isArray(data)) return data.flatMap(valuesIn);
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) =>
    key === 'value' && typeof value === 'string' ? [value] : valuesIn(value),
  );
}

/**
 * One bot for a test file, its database emptied before each test. Fails a test in which the bot broke a rule of Discord's
 * or met a bug of its own.
 */
export function useBot(options: TestBotOptions = {}): () => TestBot {
  let bot: TestBot | undefined;
  const current = () => {
    if (!bot) throw new Error('the bot is not started yet');
    return bot;
  };
  beforeAll(async () => {
    bot = await startBot(options);
  });
  beforeEach(async () => {
    if (!options.keepRows) await current().database.reset();
    current().sandbox.forget();
    current().logged.length = 0;
  });
  afterEach(async () => {
    // What is still under way belongs to this test, and must not meet the next one's empty tables.
    await current().app.settle();
    expect(current().sandbox.violations).toEqual([]);
    expect(current().logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
    expectPrivateLog(current());
  });
  afterAll(() => bot?.close());
  return current;
}
