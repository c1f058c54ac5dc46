import { once } from 'node:events';
import { ChannelType, Events, REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask, type Connected, connected } from './support.ts';

let world: Connected;
beforeEach(async () => {
  world = await connected({ heartbeatInterval: 200, strict: false });
});
afterEach(() => world.close());

const POST = 'POST /channels/:channelId/messages';
const send = (content = 'x') => ask(world.sandbox, 'POST', Routes.channelMessages(world.channel.id), { content });
const arrived = () =>
  world.anna
    .in(world.channel)
    .messages()
    .map((message) => message.text);

describe('requests', () => {
  test.each([
    ['error-500', 500],
    ['error-502', 502],
    ['error-503', 503],
    ['forbidden', 403],
  ] as const)('%s: nothing is done', async (kind, status) => {
    world.sandbox.faults.add({ kind, on: POST });
    expect((await send()).status).toBe(status);
    expect(arrived()).toEqual([]);
    expect((await send()).status).toBe(200);
    expect(world.sandbox.violations).toEqual([]);
  });

  test('done, but answered with 502', async () => {
    world.sandbox.faults.add({ kind: 'done-but-502', on: POST });
    expect((await send()).status).toBe(502);
    expect(arrived()).toEqual(['x']);
  });

  test('done, but the connection is cut', async () => {
    world.sandbox.faults.add({ kind: 'done-but-lost', on: POST });
    await expect(send()).rejects.toThrow();
    expect(arrived()).toEqual(['x']);
  });

  test('cut before anything is done', async () => {
    world.sandbox.faults.add({ kind: 'reset', on: POST });
    await expect(send()).rejects.toThrow();
    expect(arrived()).toEqual([]);
  });

  test('hanging, until the client gives up', async () => {
    world.sandbox.faults.add({ kind: 'hang', on: POST });
    const signal = AbortSignal.timeout(100);
    const url = `${world.sandbox.apiUrl}/v10${Routes.channelMessages(world.channel.id)}`;
    await expect(
      fetch(url, {
        method: 'POST',
        signal,
        headers: { authorization: `Bot ${world.sandbox.token}` },
        body: '{"content":"x"}',
      }),
    ).rejects.toThrow();
    expect(arrived()).toEqual([]);
  });

  test('the second request of three, by a pattern', async () => {
    world.sandbox.faults.add({ kind: 'error-500', on: /^POST .*messages$/, after: 1 });
    expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([200, 500, 200]);
  });

  test('the real client waits out a 429, global or not, and sends once', async () => {
    world.sandbox.faults.add({ kind: 'rate-limited', on: POST, delay: 50 });
    const text = await world.client.channels.fetch(world.channel.id);
    if (text?.type !== ChannelType.GuildText) throw new Error('no text channel');
    await text.send('once');
    expect(arrived()).toEqual(['once']);
    expect(
      world.sandbox.requests.filter((request) => request.route.endsWith('/messages')).map((request) => request.status),
    ).toEqual([429, 200]);
  });

  test('the real client, left to itself, sends twice after a lost answer', async () => {
    const rest = new REST({ api: world.sandbox.apiUrl, retries: 1 }).setToken(world.sandbox.token);
    world.sandbox.faults.add({ kind: 'done-but-502', on: POST });
    await rest.post(Routes.channelMessages(world.channel.id), { body: { content: 'x' } });
    expect(arrived()).toEqual(['x', 'x']);
  });
});

describe('gateway', () => {
  test('after a close the client resumes and hears what it missed', async () => {
    const resumed = once(world.client, Events.ShardResume);
    world.sandbox.gateway.closeAll(4000);
    await resumed;
    const created = once(world.client, Events.ChannelCreate);
    world.guild.addChannel({ name: 'later' });
    expect((await created)[0]).toMatchObject({ name: 'later' });
    expect(world.sandbox.requests.filter((request) => request.route === '/gateway/bot')).toHaveLength(1);
  });

  test('asked to reconnect, it resumes', async () => {
    const resumed = once(world.client, Events.ShardResume);
    world.sandbox.gateway.askReconnect();
    await resumed;
  });

  test('a cut connection is resumed', async () => {
    const resumed = once(world.client, Events.ShardResume);
    world.sandbox.gateway.cutAll();
    await resumed;
  });

  test('an invalid session is replaced by a new one', async () => {
    const ready = once(world.client, Events.ShardReady);
    const before = [...world.sandbox.gateway.sessions.keys()];
    world.sandbox.gateway.invalidate(false);
    await ready;
    expect([...world.sandbox.gateway.sessions.keys()]).not.toEqual(before);
  });

  test('a zombie connection is noticed by the client', async () => {
    const reconnecting = once(world.client, Events.ShardReconnecting);
    world.sandbox.faults.zombie(true);
    await reconnecting;
    world.sandbox.faults.zombie(false);
    await once(world.client, Events.ShardResume);
  });

  test('a code that forbids reconnecting ends the client', async () => {
    const disconnected = once(world.client, Events.ShardDisconnect);
    world.sandbox.gateway.closeAll(4004);
    expect((await disconnected)[0]).toMatchObject({ code: 4004 });
    expect(world.sandbox.gateway.sessions.size).toBe(0);
  });

  test('a gateway that refuses is tried again', async () => {
    world.sandbox.faults.refuseGateway(true);
    world.sandbox.gateway.cutAll();
    await once(world.client, Events.ShardReconnecting);
    world.sandbox.faults.refuseGateway(false);
    await once(world.client, Events.ShardResume);
  });
});

test('rate limits, switched on: headers, a 429 past the limit, none for callbacks', async () => {
  await world.close();
  world = await connected({ rateLimits: true, strict: false });
  const answers: Awaited<ReturnType<typeof send>>[] = [];
  for (let count = 0; count < 6; count += 1) answers.push(await send());
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
  expect(answers.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual(['4', '3', '2', '1', '0', '0']);
  const last = answers.at(-1);
  expect(last?.body).toMatchObject({ message: 'You are being rate limited.', global: false });
  expect(last?.body.retry_after).toBeCloseTo(Number(last?.headers.get('x-ratelimit-reset-after')), 1);
  expect(last?.headers.get('x-ratelimit-scope')).toBe('user');
  const callback = await ask(world.sandbox, 'POST', '/interactions/1/x/callback', { type: 4 });
  expect(callback.headers.get('x-ratelimit-limit')).toBeNull();
});
