import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox.ts';

/** The gateway spoken by hand: its protocol, and every way to violate it. */

let sandbox: Sandbox;
const sockets: WebSocket[] = [];
beforeEach(async () => {
  sandbox = await startSandbox({ strict: false });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await sandbox.close();
});

interface Frame {
  op: number;
  t: string | null;
  s: number | null;
  d: Record<string, unknown>;
}

/** Connects, and reads frame by frame. */
async function connect(query = '?v=10&encoding=json') {
  const socket = new WebSocket(`${sandbox.url.replace('http', 'ws')}/gateway${query}`);
  sockets.push(socket);
  const frames: Frame[] = [];
  const waiting: ((frame: Frame) => void)[] = [];
  socket.on('message', (raw) => {
    const frame: Frame = JSON.parse(String(raw));
    const next = waiting.shift();
    if (next) next(frame);
    else frames.push(frame);
  });
  const closed = once(socket, 'close').then(([code]) => Number(code));
  await once(socket, 'open');
  return {
    closed,
    socket,
    send: (op: number, d: unknown) => socket.send(JSON.stringify({ op, d })),
    sendRaw: (text: string) => socket.send(text),
    next: (): Promise<Frame> => {
      const ready = frames.shift();
      return ready ? Promise.resolve(ready) : new Promise((resolve) => waiting.push(resolve));
    },
  };
}
const identity = (more: object = {}) => ({
  token: sandbox.token,
  intents: 1,
  properties: { os: 'linux', browser: 'test', device: 'test' },
  ...more,
});

/** Connects and identifies; skips READY and the guilds. */
async function identified(more: object = {}, guilds = 0) {
  const bot = await connect();
  await bot.next();
  bot.send(2, identity(more));
  const ready = await bot.next();
  for (let count = 0; count < guilds; count += 1) await bot.next();
  return { ...bot, ready };
}

describe('a bot that breaks the protocol is closed with', () => {
  test.each<[code: number, rule: string, query: string, frames: (string | [number, unknown])[]]>([
    [4012, 'another API version', '?v=9&encoding=json', []],
    [4002, 'something that is not JSON', '?v=10&encoding=json', ['{']],
    [4001, 'an opcode of the other side', '?v=10&encoding=json', [[10, {}]]],
    [4003, 'a frame before identify', '?v=10&encoding=json', [[3, {}]]],
    [4004, 'a wrong token', '?v=10&encoding=json', [[2, { token: 'wrong', intents: 1, properties: {} }]]],
  ])('%i: %s', async (code, _rule, query, frames) => {
    const bot = await connect(query);
    for (const frame of frames) typeof frame === 'string' ? bot.sendRaw(frame) : bot.send(...frame);
    expect(await bot.closed).toBe(code);
    expect(sandbox.violations).toMatchObject([{ rule: `gateway-${code}` }]);
  });

  test.each<[code: number, rule: string, identify: object]>([
    [4010, 'a shard beyond the count', { shard: [1, 1] }],
    [4013, 'an intent that does not exist', { intents: 1 << 30 }],
    [4014, 'a privileged intent that is switched off', { intents: 1 << 15 }],
  ])('%i: %s', async (code, _rule, more) => {
    const bot = await connect();
    bot.send(2, identity(more));
    expect(await bot.closed).toBe(code);
  });

  test('4005: a second identify', async () => {
    const bot = await identified();
    bot.send(2, identity());
    expect(await bot.closed).toBe(4005);
  });

  test('4008: more than 120 frames a minute', async () => {
    const bot = await identified();
    for (let count = 0; count < 121; count += 1) bot.send(1, null);
    expect(await bot.closed).toBe(4008);
  });

  test('4009: no heartbeats', async () => {
    sandbox.core.settings.heartbeatInterval = 100;
    const bot = await identified();
    expect(await bot.closed).toBe(4009);
  });

  test('a connection outlives the world’s time, which may be moved', async () => {
    const bot = await identified();
    sandbox.clock.advance(7 * 86_400_000);
    bot.send(1, null);
    expect(await bot.next()).toMatchObject({ op: 11 });
  });

  test('4007: a sequence that was never sent', async () => {
    const { ready, socket } = await identified();
    socket.terminate();
    const bot = await connect();
    bot.send(6, { token: sandbox.token, session_id: ready.d.session_id, seq: 999 });
    expect(await bot.closed).toBe(4007);
  });

  test('4011: too few shards', async () => {
    await sandbox.close();
    sandbox = await startSandbox({ shards: 2, strict: false } satisfies SandboxOptions);
    const bot = await connect();
    bot.send(2, identity({ shard: [0, 1] }));
    expect(await bot.closed).toBe(4011);
  });
});

test('hello, heartbeat, ready, and each guild after it', async () => {
  const guild = sandbox.addGuild({ name: 'One' });
  const bot = await connect();
  expect(await bot.next()).toMatchObject({ op: 10, d: { heartbeat_interval: 41_250 } });
  bot.send(1, null);
  expect(await bot.next()).toMatchObject({ op: 11 });
  bot.send(2, identity());
  expect(await bot.next()).toMatchObject({
    op: 0,
    t: 'READY',
    s: 1,
    d: { v: 10, guilds: [{ id: guild.id, unavailable: true }] },
  });
  expect(await bot.next()).toMatchObject({
    op: 0,
    t: 'GUILD_CREATE',
    s: 2,
    d: { id: guild.id, name: 'One', member_count: 2 },
  });
});

test('what was missed is replayed on resume, in order, then RESUMED', async () => {
  const guild = sandbox.addGuild({ name: 'One' });
  const { ready, socket } = await identified({}, 1);
  socket.terminate();
  const bot = await connect();
  await bot.next();
  guild.addChannel({ name: 'first' });
  guild.addChannel({ name: 'second' });
  bot.send(6, { token: sandbox.token, session_id: ready.d.session_id, seq: 2 });
  expect([await bot.next(), await bot.next(), await bot.next()]).toMatchObject([
    { t: 'CHANNEL_CREATE', s: 3, d: { name: 'first' } },
    { t: 'CHANNEL_CREATE', s: 4, d: { name: 'second' } },
    { t: 'RESUMED' },
  ]);
});

test('an unknown session is invalid, and not resumable', async () => {
  const bot = await connect();
  await bot.next();
  bot.send(6, { token: sandbox.token, session_id: 'gone', seq: 1 });
  expect(await bot.next()).toMatchObject({ op: 9, d: false });
});

test('a session that the bot closed itself cannot be resumed', async () => {
  const { ready, socket, closed } = await identified();
  socket.close(1000);
  await closed;
  const bot = await connect();
  await bot.next();
  bot.send(6, { token: sandbox.token, session_id: ready.d.session_id, seq: 1 });
  expect(await bot.next()).toMatchObject({ op: 9, d: false });
});

test('each guild goes to its shard, direct messages to the first', async () => {
  const shards = await Promise.all([
    identified({ shard: [0, 2], intents: 1 | (1 << 12) }),
    identified({ shard: [1, 2], intents: 1 | (1 << 12) }),
  ]);
  const guilds = Array.from({ length: 4 }, (_, index) => {
    sandbox.clock.advance(1);
    return sandbox.addGuild({ name: `Guild ${index}` });
  });
  const anna = sandbox.addPerson({ name: 'Anna' });
  anna.inDm().say('hello');
  for (const guild of guilds) {
    const shard = shards[Number((BigInt(guild.id) >> 22n) % 2n)];
    expect(await shard?.next()).toMatchObject({ t: 'GUILD_CREATE', d: { id: guild.id } });
  }
  expect(await shards[0]?.next()).toMatchObject({ t: 'MESSAGE_CREATE', d: { content: 'hello' } });
});

test('a shard is told of its own guilds only when it logs in', async () => {
  await sandbox.close();
  sandbox = await startSandbox({ shards: 2 });
  const guilds = [0, 1, 1, 0].map((shard) => sandbox.addGuild({ name: 'Guild', shard }));
  const { ready } = await identified({ shard: [1, 2] });
  const own = [guilds[1]?.id, guilds[2]?.id];
  expect(ready.d.guilds).toEqual(own.map((id) => ({ id, unavailable: true })));
});

test('several sessions of one shard hear the same, as when one process follows another', async () => {
  const both = [await identified({ shard: [0, 1] }), await identified({ shard: [0, 1] })];
  const guild = sandbox.addGuild({ name: 'One' });
  for (const session of both) expect(await session.next()).toMatchObject({ t: 'GUILD_CREATE', d: { id: guild.id } });
});

describe('logins in one bucket', () => {
  beforeEach(async () => {
    await sandbox.close();
    sandbox = await startSandbox({ shards: 3, maxConcurrency: 2, identifyPace: true, sessionStarts: 100 });
  });

  test('are refused within 5 s where that is asked for, and noted as a mistake', async () => {
    await identified({ shard: [0, 3] });
    await identified({ shard: [1, 3] });
    const bot = await connect();
    await bot.next();
    bot.send(2, identity({ shard: [2, 3] }));
    expect(await bot.next()).toMatchObject({ op: 9, d: false });
    expect(sandbox.violations.map(({ rule }) => rule)).toEqual(['identify-pace']);
  });

  test('are told of by the REST API', async () => {
    await identified({ shard: [0, 3] });
    const answer = await fetch(`${sandbox.apiUrl}/v10/gateway/bot`, {
      headers: { authorization: `Bot ${sandbox.token}` },
    });
    expect(await answer.json()).toMatchObject({
      shards: 3,
      session_start_limit: { total: 100, remaining: 99, max_concurrency: 2 },
    });
  });
});

test('intents decide what is told, and the privileged one what of a message is seen', async () => {
  const guild = sandbox.addGuild({ name: 'One' });
  const channel = guild.addChannel({ name: 'general' });
  const anna = sandbox.addPerson({ name: 'Anna' });
  guild.join(anna);
  const guildsOnly = await identified({ intents: 1 }, 1);
  const withMessages = await identified({ intents: 1 | (1 << 9) }, 1);
  anna.in(channel).say('secret');
  anna.in(channel).say(`<@${sandbox.bot.id}> hello`);
  expect(await withMessages.next()).toMatchObject({ t: 'MESSAGE_CREATE', d: { content: '' } });
  expect(await withMessages.next()).toMatchObject({
    t: 'MESSAGE_CREATE',
    d: { content: `<@${sandbox.bot.id}> hello` },
  });
  guild.addChannel({ name: 'next' });
  expect(await guildsOnly.next()).toMatchObject({ t: 'CHANNEL_CREATE' });
});

test('of a channel that the bot cannot see it hears no messages', async () => {
  const guild = sandbox.addGuild({ name: 'One' });
  const hidden = guild.addChannel({ name: 'hidden' });
  hidden.permit(guild, { deny: ['ViewChannel'] });
  const anna = sandbox.addPerson({ name: 'Anna' });
  guild.join(anna);
  const bot = await identified({ intents: 1 | (1 << 9) }, 1);
  hidden.permit(anna, { allow: ['ViewChannel'] });
  expect(await bot.next()).toMatchObject({ t: 'CHANNEL_UPDATE', d: { id: hidden.id } });
  anna.in(hidden).say('psst');
  const open = guild.addChannel({ name: 'open' });
  expect(await bot.next()).toMatchObject({ t: 'CHANNEL_CREATE', d: { id: open.id } });
});

test('a test can wait until the bot has heard everything, and waits for no connection that is gone', async () => {
  const guild = sandbox.addGuild({ name: 'Server' });
  const channel = guild.addChannel({ name: 'general' });
  const bot = await identified();
  const heard: string[] = [];
  bot.socket.on('message', (raw) => heard.push((JSON.parse(String(raw)) as Frame).t ?? ''));
  for (let change = 0; change < 50; change += 1) channel.announce();
  expect(heard).toEqual([]);
  await sandbox.heard();
  expect(heard).toEqual(Array.from({ length: 50 }, () => 'CHANNEL_UPDATE'));
  channel.announce();
  bot.socket.terminate();
  await sandbox.heard();
  await sandbox.heard();
});
