import { type Sandbox, startSandbox } from '@granica/discord-sandbox';
import { type Answer, type Channel, direct, type Guild, type Person } from '@granica/discord-sandbox/persons';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { type App, startApp } from '../../src/app/app.ts';
import { loadContent } from '../../src/app/content.ts';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Action } from '../../src/dialogue/action.ts';
import type { Command } from '../../src/dialogue/command.ts';
import { encodeId } from '../../src/messages/custom-id.ts';
import { createLog } from '../../src/operations/log.ts';
import { stopInOrder } from '../../src/operations/shutdown.ts';
import { ACTION_CASES, COMMAND_CASES, type Foreign } from '../access/cases.ts';
import { PATIENT } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { silentLog } from '../support/database.ts';
import { DOINGS, type Doing } from '../support/doings.ts';
import { FOREIGN_GUILD } from '../support/person.ts';
import { serverTestUrl, testServerUrl } from '../support/server-database.ts';
import { fillWorld, keepRows, type Rows, type World } from '../support/whole-world.ts';

// Every command and every control, told to one process and then, in the same world, to two at once: the same is stored, the same is
// seen, and there is one answer.

const FRIDAY = '2026-11-27T09:00:00Z';
/** What others do with a card, and not its author. */
const BY_OTHERS = /^(?:card\.(?:meToo|advise|adviseNow|report|reportNow)|advice\.(?:rate|report|reportNow))$/;

const actions = [...new Set(commands.flatMap((command) => command.actions ?? []))];
const handlers: readonly (readonly [string, Command | Action])[] = [
  ...commands.map((command) => [`/${command.key}`, command] as const),
  ...actions.map((action) => [action.name, action] as const),
];
const isAction = (handler: Command | Action): handler is Action => 'params' in handler;

/** What came of an interaction: what is stored, and what there is to be seen, with new ids and times made alike. */
interface Outcome {
  readonly stored: Readonly<Record<string, string>>;
  readonly answer: string;
  readonly seen: readonly string[];
}

interface Process {
  readonly app: App;
  readonly database: Database;
}

describe.skipIf(testServerUrl === undefined)('two processes that hear of each interaction', () => {
  const clock = testClock(FRIDAY);
  const logged: string[] = [];
  const log = createLog({ level: 'debug', json: true, destination: { write: (line) => void logged.push(line) } });
  const processes: Process[] = [];
  const alone = new Map<string, Outcome>();
  let url: string;
  let drop: () => Promise<void>;
  let sandbox: Sandbox;
  let guild: Guild;
  let checkin: Channel;
  let thread: { readonly id: string };
  let member: Person;
  let other: Person;
  let moderator: Person;
  let world: World;
  let rows: Rows;
  const over = Promise.withResolvers<void>();
  let known: ReadonlySet<string>;

  const startProcess = async () => {
    // Without its locks it serves all shards, whoever else does: an older version, or a moment in a change of hands.
    const { openLockSession: _, ...database } = await openDatabase({ url, log: silentLog });
    const content = await loadContent();
    const { token, apiUrl } = sandbox;
    const random = () => 0.5;
    const app = await startApp({
      greets: false,
      ...{ token, apiUrl, ops: undefined, database, clock, log, content, random },
      deadlines: PATIENT,
    });
    await app.ready;
    await app.settle();
    processes.push({ app, database });
  };

  beforeAll(async () => {
    ({ url, drop } = await serverTestUrl());
    sandbox = await startSandbox({ name: 'Granica', answerWithin: 60_000, patience: 50_000 });
    guild = sandbox.addGuild({ name: 'Freelancerzy', locale: 'pl' });
    checkin = guild.addChannel({ name: 'check-in' });
    const moderators = guild.addRole({ name: 'Moderacja', permissions: ['ManageGuild'] });
    [member, other, moderator] = ['Anna', 'Bartek', 'Monika'].map((name) =>
      sandbox.addPerson({ name, locale: 'pl' }),
    ) as [Person, Person, Person];
    guild.join(member);
    guild.join(other);
    guild.join(moderator, { roles: [moderators] });
    await startProcess();
    const [{ app, database }] = processes as [Process];
    await database.db.community.create({
      data: {
        ...{ id: guild.id, locale: 'pl', zone: 'Europe/Warsaw', sharing: 'anonymous', setUpAt: new Date(FRIDAY) },
        ...{ checkinChannelId: checkin.id, checkinWeekday: 5, checkinTime: '10:00', checkinNextAt: new Date(FRIDAY) },
      },
    });
    await app.runJob('check-ins');
    const opened = await database.db.checkin.findFirstOrThrow();
    thread = { id: opened.threadId ?? '' };
    world = await fillWorld({ database, sandbox, guild, thread, checkin, member, moderator });
    await app.settle();
    const kept = Promise.withResolvers<Rows>();
    void database.withSession(async (session) => {
      kept.resolve(await keepRows(session));
      await over.promise;
    });
    rows = await kept.promise;
    const before = JSON.stringify(rows.before);
    known = new Set([...idsIn(before), ...timesIn(before), sandbox.bot.id]);
    for (const [name, handler] of handlers) alone.set(name, await happen(name, handler));
    await startProcess();
  }, 240_000);
  afterAll(async () => {
    over.resolve();
    for (const { app } of processes) await stopInOrder(app.stopSteps, log);
    await sandbox.close();
    for (const { database } of processes) await database.close();
    await drop();
  });

  /** Lets an interaction happen in the world as it was in the beginning. */
  async function happen(name: string, handler: Command | Action): Promise<Outcome> {
    const places = [checkin, thread].flatMap((place) => [member, other, moderator].map((one) => one.in(place)));
    const seenBefore = places.map((place) => place.messages().length);
    const answer = await start(name, handler);
    await sandbox.heard();
    await settleAll();
    const messages = places.flatMap((place, index) => place.messages().slice(seenBefore[index]));
    const dumped = await rows.dump();
    const { HandledInteraction: _, ...stored } = dumped;
    const outcome = {
      stored: Object.fromEntries(Object.entries(stored).map(([table, lines]) => [table, alike(lines)])),
      answer: tell(answer),
      seen: messages.map(tell).toSorted(),
    };
    await rows.goBack(dumped);
    for (const { database } of processes) await database.catchUp?.();
    // What was posted would be found, and taken for the post that is to be made.
    for (const { id, ephemeral, raw } of messages) if (!ephemeral) await remove(raw.channel_id, id);
    return outcome;
  }

  /** Without their locks, one process takes the claims of the other for those of a dead one, and gives them back: then it is their turn again. */
  async function settleAll(): Promise<void> {
    const due = { state: { in: ['pending', 'claimed'] }, nextAt: { lte: new Date(FRIDAY) } };
    for (let turns = 0; turns < 5; turns += 1) {
      for (const { app } of processes) await app.settle();
      if ((await processes[0]?.database.db.outboxStep.count({ where: due })) === 0) return;
      await processes[0]?.app.runJob('due');
    }
  }

  const remove = (channelId: string, id: string) =>
    fetch(`${sandbox.apiUrl}/v10/channels/${channelId}/messages/${id}`, {
      method: 'DELETE',
      headers: { authorization: `Bot ${sandbox.token}`, 'user-agent': 'DiscordBot (https://example.org, 1)' },
    });

  async function start(name: string, handler: Command | Action): Promise<Answer> {
    const given = isAction(handler) ? ACTION_CASES[handler.name] : COMMAND_CASES[handler.key];
    const who = given?.access === 'moderator' ? moderator : BY_OTHERS.test(name) ? other : member;
    const doing: Doing = DOINGS[name] ?? {};
    await doing.first?.(processes[0]?.database as Database, world);
    if (isAction(handler)) return use(handler, who, doing);
    if (handler.type === 'slash')
      return direct(sandbox, who, checkin).run(
        handler.key,
        doing.options?.(world) ?? own(given?.options?.(foreign()) ?? []),
      );
    const message = other.in(checkin).say('Klient dzwoni w nocy');
    return who
      .in(checkin)
      .useOnMessage(handler.key === 'advice' ? 'Znajdź radę' : 'Dodaj do mojego dziennika', message);
  }

  function use({ name, type, params }: Action, who: Person, doing: Doing): Promise<Answer> {
    const given = ACTION_CASES[name];
    const { press, choose, submit } = direct(sandbox, who, checkin);
    const values = { ...own({ ...given?.params?.(foreign()) }), ...doing.params?.(world) };
    if ('checkin' in values) values.checkin = world.checkinId;
    const id = encodeId(name, params, values);
    if (type === 'button') return press(id);
    if (type === 'form') return submit(id, doing.fields ?? given?.texts ?? {});
    const chosen = doing.chosen?.(world) ?? own(given?.chosen?.(foreign()) ?? ['x']);
    return choose(id, chosen, name === 'setup.channel' ? 8 : name === 'setup.role' ? 6 : 3);
  }

  const foreign = (): Foreign => ({ personId: member.id, contentId: world.contentId });
  /** The cases name another community where they can: here it is their own. */
  const own = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(`"${FOREIGN_GUILD}"`, `"${guild.id}"`));

  const idsIn = (text: string) => text.match(/\b(?:\d{17,20}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\b/g) ?? [];
  const timesIn = (text: string) => text.match(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g) ?? [];
  const alike = (text: string): string => {
    let told = text;
    for (const one of new Set([...idsIn(text), ...timesIn(text)]))
      if (!known.has(one)) told = told.replaceAll(one, '…');
    return told
      .replace(/zajmują \d+ MB/u, 'zajmują … MB')
      .replace(/(\\?"nonce\\?": \\?")[^"\\]+/g, '$1…')
      .split('\n')
      .toSorted()
      .join('\n');
  };
  const tell = (answer: Answer): string => {
    if (answer.kind === 'form') return alike(`form ${answer.title} ${JSON.stringify(answer.fields)}`);
    const buttons = answer.buttons.map(({ label }) => label).join(' | ');
    const files = answer.files.map(({ name }) => name).join(' | ');
    return alike(`${answer.ephemeral ? 'private' : 'public'} ${answer.text} [${buttons}] [${files}]`);
  };

  it.each(handlers)('%s', async (name, handler) => {
    logged.length = 0;
    const outcome = await happen(name, handler);
    expect(outcome).toEqual(alone.get(name));
    expect(logged.filter((line) => /"level":"error"/.test(line))).toEqual([]);
    expect(logged.filter((line) => line.includes('Another process has this interaction'))).toHaveLength(1);
  });

  it('were told of enough that changes something', () => {
    const { HandledInteraction: _, ...before } = rows.before;
    const nothing = JSON.stringify(Object.entries(before).map(([table, lines]) => [table, alike(lines)]));
    const changing = handlers.filter(([name]) => {
      const stored = Object.entries(alone.get(name)?.stored ?? {});
      return JSON.stringify(stored) !== nothing;
    });
    expect(changing.length).toBeGreaterThan(80);
  });
});
