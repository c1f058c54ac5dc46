import { readFileSync } from 'node:fs';
import { type Sandbox, startSandbox } from '@granica/discord-sandbox';
import { direct } from '@granica/discord-sandbox/persons';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/discord/connection.ts';
import { connect } from '../../src/discord/connection.ts';
import { createLog } from '../../src/operations/log.ts';
import { StartError } from '../../src/operations/start-error.ts';

const commands = [
  { type: 1 as const, name: 'plain', description: 'Plain', contexts: [0, 1, 2], integration_types: [0, 1] },
];
let sandbox: Sandbox;
let connection: Connection;
let log: string[];
let turns: number;
let turn: () => Promise<void>;
let noted: Promise<void>;
let listens: boolean;
let news: string[];
const open = (token = sandbox.token) => {
  const destination = { write: (line: string) => void log.push(line) };
  const logger = createLog({ level: 'info', json: true, destination });
  connection = connect({
    token,
    apiUrl: sandbox.apiUrl,
    log: logger,
    onGateway: () => undefined,
    onGuild(change) {
      news.push(change);
      return noted;
    },
    listens: () => listens,
    turn: async () => {
      turns += 1;
      await turn();
      return () => undefined;
    },
    pause: () => 10,
  });
  return connection;
};
const start = (opened: Connection, list: Parameters<Connection['serve']>[1]) => {
  opened.serve(async () => undefined, list);
  return opened.take(0, 1);
};
beforeEach(async () => {
  log = [];
  turns = 0;
  turn = async () => undefined;
  noted = Promise.resolve();
  listens = true;
  news = [];
  sandbox = await startSandbox();
});
afterEach(async () => {
  connection.abort();
  await connection.close();
  await sandbox.close();
});

describe('the link that invites the bot', () => {
  const invites = () => log.filter((line) => line.includes('/oauth2/authorize?'));

  it('is told at the start as long as no server has it, and is the README’s', async () => {
    await start(open(), commands);
    expect(invites()).toHaveLength(1);
    const { invite } = JSON.parse(invites()[0] ?? '{}');
    const link = String(invite).replace(/client_id=\d+/, 'client_id=APPLICATION_ID');
    expect(readFileSync('README.md', 'utf8').split(`\`${link}\``)).toHaveLength(3); // in both languages
  });

  it('is not told where a server has it', async () => {
    sandbox.addGuild({ name: 'Nowa' });
    await start(open(), commands);
    expect(invites()).toEqual([]);
  });
});

describe('an orderly stop', () => {
  it('waits for what is written down of the gateway’s news', async () => {
    await start(open(), commands);
    const { promise, resolve } = Promise.withResolvers<void>();
    noted = promise;
    sandbox.addGuild({ name: 'Nowa' });
    await expect.poll(() => connection.guildIds().size).toBe(1);
    let settled = false;
    const settling = connection.settle().then(() => {
      settled = true;
    });
    // An answer of the sandbox's over the network takes longer than a promise that waits for nothing.
    await connection.askMembership('1');
    expect(settled).toBe(false);
    resolve();
    await settling;
  });
});

describe('a process that may no longer have the shard', () => {
  it('does nothing of what the gateway tells it', async () => {
    const guild = sandbox.addGuild({ name: 'Freelancerzy' });
    const channel = guild.addChannel({ name: 'general' });
    const anna = sandbox.addPerson({ name: 'Anna' });
    guild.join(anna);
    const routed: string[] = [];
    open().serve(async (interaction) => void routed.push(interaction.id), commands);
    await connection.take(0, 1);
    const press = () =>
      direct(sandbox, anna, channel)
        .press('a')
        .catch(() => undefined);
    void press();
    await expect.poll(() => routed.length).toBe(1);
    listens = false;
    void press();
    sandbox.addGuild({ name: 'Nowa' });
    await expect.poll(() => connection.guildIds().size).toBe(2);
    expect([routed.length, news]).toEqual([1, []]);
    listens = true;
    sandbox.addGuild({ name: 'Nowsza' });
    await expect.poll(() => news).toEqual(['joined']);
  });
});

describe('settings of shards that Discord refuses', () => {
  it.each([
    ['too few for its communities', { shards: 2 }, 1, /Raise it/],
    ['more than sessions a day', { sessionStarts: 3 }, 4, /3 sessions a day/],
  ])('end the start with what to do: %s', async (_name, options, count, words) => {
    await sandbox.close();
    sandbox = await startSandbox(options);
    const attempt = open().take(0, count);
    await expect(attempt).rejects.toThrow(StartError);
    await expect(attempt).rejects.toThrow(words);
  });
});

const isRegistering = (request: { method: string }) => request.method === 'PUT';

describe('a start', () => {
  it('logs in with one intent, registers the commands, and a second one writes nothing', async () => {
    await start(open(), commands);
    expect(connection.isReady()).toBe(true);
    expect(sandbox.requests.filter(isRegistering)).toHaveLength(1);
    await connection.close();
    sandbox.forget();
    await start(open(), commands);
    expect(sandbox.requests.filter(isRegistering)).toHaveLength(0);
    expect(sandbox.violations).toEqual([]);
  });

  it('with a wrong token says so once, and does not try again', async () => {
    const attempt = start(open('wrong.token.entirely'), commands);
    await expect(attempt).rejects.toThrow(StartError);
    await expect(attempt).rejects.toThrow(/DISCORD_TOKEN/);
  });

  it('waits for Discord when it cannot be reached at first', async () => {
    sandbox.faults.add({ kind: 'error-500', on: '/gateway/bot', times: 8 });
    await start(open(), commands);
    expect(connection.isReady()).toBe(true);
    expect(log.join('')).toContain('cannot be reached');
  });

  it('goes on working when registering fails, until it succeeds: a new login would not help', async () => {
    sandbox.faults.add({ kind: 'error-500', on: /commands/, times: 8 });
    await start(open(), commands);
    expect(sandbox.requests.filter(isRegistering).at(-1)).toMatchObject({ verdict: 'accepted' });
    expect(log.join('')).toContain('not registered');
  });

  it('goes on working with the commands that are there when Discord finds ours wrong', async () => {
    const wrong = [{ type: 1 as const, name: 'NOT A NAME', description: 'x' }];
    await start(open(), wrong);
    expect(connection.isReady()).toBe(true);
    expect(sandbox.requests.filter(isRegistering)).toHaveLength(1);
    expect(log.join('')).toContain('"level":"error"');
  });
});

describe('requests that are no answers', () => {
  it('take a turn each, so that no search goes beyond the rate', async () => {
    const guild = sandbox.addGuild({ name: 'Freelancerzy' });
    const forum = guild.addChannel({ name: 'check-in', kind: 'forum' });
    await start(open(), commands);
    sandbox.forget();
    const { messenger } = connection;
    const content = { blocks: [{ type: 'text', text: 'A quiet week?' }] } as const;
    for (const title of ['one', 'two']) await messenger.openPost(forum.id, title, content);
    const since = Temporal.Now.instant();
    expect(await messenger.findPost(guild.id, forum.id, { mark: 'none', since })).toEqual({ type: 'absent' });
    expect(sandbox.requests.length).toBeGreaterThan(4);
    expect(turns).toBe(sandbox.requests.length);
  });

  it('may wait for their turns in any number: no other count refuses them', async () => {
    const gate = Promise.withResolvers<void>();
    turn = () => gate.promise;
    const { messenger } = open();
    const all = Array.from({ length: 120 }, (_none, channel) => messenger.remove(`${channel + 1}`, '1'));
    for (let loops = 0; loops < 20; loops += 1) await new Promise((resolve) => setImmediate(resolve));
    gate.resolve();
    for (const result of await Promise.all(all)) expect(result).toEqual({ ok: false, reason: 'missing' });
  });
});
