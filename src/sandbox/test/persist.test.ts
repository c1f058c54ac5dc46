import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDemoSandbox } from '../demo.ts';
import type { MessageView, WorldView } from '../protocol.ts';
import type { Sandbox } from '../sandbox.ts';

let folder: string;
const warnings: string[] = [];
const log = { warn: (_fields: object, message: string) => warnings.push(message) };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  warnings.length = 0;
});
afterEach(() => rm(folder, { recursive: true }));

const json = async <T>(url: string, init?: RequestInit): Promise<T> => (await fetch(url, init)).json() as Promise<T>;

test('the world survives a restart: bot, persons, messages, the clock', async () => {
  const worldFile = join(folder, 'data', 'world.json');
  const first = await startDemoSandbox({ port: 0, log, worldFile });
  const before = await json<WorldView>(`${first.url}/sandbox/state`);
  const channel = before.guilds[0]?.channels[0]?.id;
  const act = (url: string, action: object) =>
    json(`${url}/sandbox/actions`, { method: 'POST', body: JSON.stringify({ as: before.me.id, ...action }) });
  await act(first.url, { kind: 'send', channelId: channel, text: 'Zostaję' });
  await act(first.url, { kind: 'clock', change: { advance: 86_400_000 } });
  await first.close();

  const second = await startDemoSandbox({ port: 0, log, worldFile });
  const after = await json<WorldView>(`${second.url}/sandbox/state`);
  expect(second.token).toBe(first.token);
  expect(after.persons).toEqual(before.persons);
  expect(after.guilds.map((guild) => guild.channels.map((known) => known.name))).toEqual(
    before.guilds.map((guild) => guild.channels.map((known) => known.name)),
  );
  expect(after.clock.now).toBeGreaterThan(Date.now() + 86_000_000);
  await act(second.url, { kind: 'send', channelId: channel, text: 'Nowa' });
  const messages = await json<MessageView[]>(`${second.url}/sandbox/messages?channel=${channel}`);
  expect(messages.slice(-2).map((view) => view.message.content)).toEqual(['Zostaję', 'Nowa']);
  await second.close();
  expect(warnings).toEqual([]);
});

test('a damaged file is told, and replaced by a new world', async () => {
  const worldFile = join(folder, 'world.json');
  await writeFile(worldFile, '{"format":');
  const sandbox = await startDemoSandbox({ port: 0, log, worldFile });
  expect(warnings).toHaveLength(1);
  await sandbox.close();
  expect(JSON.parse(await readFile(worldFile, 'utf8'))).toMatchObject({ format: 1 });
});

test('another bot has its own name and people, and these survive a restart as well', async () => {
  const demo = { port: 0, log, name: 'Librarian', worldFile: join(folder, 'world.json') };
  const seed = (sandbox: Sandbox) => void sandbox.addPerson({ name: 'Zoe' });
  const seen = async ({ url }: { readonly url: string }) => {
    const { bot, persons } = await json<WorldView>(`${url}/sandbox/state`);
    return [bot.name, ...persons.map(({ name }) => name)];
  };
  const first = await startDemoSandbox({ ...demo, seed });
  expect(await seen(first)).toEqual(['Librarian', 'Zoe']);
  await first.close();
  const second = await startDemoSandbox({ ...demo, seed });
  expect(await seen(second)).toEqual(['Librarian', 'Zoe']);
  await second.close();
});
