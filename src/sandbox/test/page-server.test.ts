import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ActionResult, LiveEvent, MessageView, WorldView } from '../protocol.ts';
import { seedDemoWorld } from '../world/demo.ts';
import { type Connected, connected } from './support.ts';

let world: Connected;
beforeEach(async () => {
  world = await connected({ strict: false });
});
afterEach(() => world.close());

const get = async <T>(path: string): Promise<T> => (await fetch(`${world.sandbox.url}${path}`)).json() as Promise<T>;
const act = async (action: object): Promise<ActionResult> => {
  const response = await fetch(`${world.sandbox.url}/sandbox/actions`, {
    method: 'POST',
    body: JSON.stringify(action),
  });
  return response.json() as Promise<ActionResult>;
};

/** Reads the event stream until the test is satisfied. */
async function events(
  as: string,
  doing: () => Promise<unknown>,
  until: (seen: LiveEvent[]) => boolean,
): Promise<LiveEvent[]> {
  const response = await fetch(`${world.sandbox.url}/sandbox/events?as=${as}`);
  const seen: LiveEvent[] = [];
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  await reader?.read();
  await doing();
  while (!until(seen)) {
    const chunk = await reader?.read();
    rest += chunk?.value ?? '';
    const parts = rest.split('\n\n');
    rest = parts.pop() ?? '';
    seen.push(
      ...parts.filter((part) => part.startsWith('data: ')).map((part) => JSON.parse(part.slice(6)) as LiveEvent),
    );
  }
  await reader?.cancel();
  return seen;
}

/** A raw request, since `fetch` sets Host and Origin itself. */
const raw = (path: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    request(`${world.sandbox.url}${path}`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('upgrade', (response, socket) => {
        socket.destroy();
        resolve(response.statusCode ?? 0);
      })
      .on('error', reject)
      .end();
  });

test('a person runs a command from the page, fills in the form, and alone sees the private answer', async () => {
  const { anna, channel, guild, sandbox, client } = world;
  await client.application?.commands.set([{ name: 'log', description: 'Logs', nameLocalizations: { pl: 'zapisz' } }]);
  world.answer(async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.showModal({
        custom_id: 'form',
        title: 'Wpis',
        components: [{ type: 18, label: 'Co się stało?', component: { type: 4, custom_id: 'story', style: 2 } }],
      });
    else if (interaction.isModalSubmit())
      await interaction.reply({ content: `Zapisano: ${interaction.fields.getTextInputValue('story')}`, flags: 64 });
  });
  const commands = await get<{ chat: { commandId: string; path: string[]; name: string }[] }>(
    `/sandbox/commands?as=${anna.id}&channel=${channel.id}`,
  );
  expect(commands.chat).toMatchObject([{ path: ['log'], name: 'zapisz' }]);
  const { commandId } = commands.chat[0] ?? {};

  const seen = await events(
    anna.id,
    () => act({ as: anna.id, kind: 'run', channelId: channel.id, commandId, path: ['log'], options: {} }),
    (all) => all.some((event) => event.kind === 'interaction' && event.form !== null),
  );
  const opened = seen.flatMap((event) => (event.kind === 'interaction' && event.form ? [event.form] : []))[0];
  expect(opened?.parts).toMatchObject([{ kind: 'field', label: 'Co się stało?', customId: 'story', multiline: true }]);

  const after = await events(
    anna.id,
    () =>
      act({ as: anna.id, kind: 'submit', interactionId: opened?.interactionId, values: { story: 'Telefon o 22:00' } }),
    (all) => all.some((event) => event.kind === 'interaction' && event.stage === 'answered'),
  );
  expect(after.filter((event) => event.kind === 'message')).toMatchObject([
    { change: 'created', message: { ephemeral: true, message: { content: 'Zapisano: Telefon o 22:00' } } },
  ]);
  const own = await get<MessageView[]>(`/sandbox/messages?as=${anna.id}&channel=${channel.id}`);
  expect(own.map((view) => view.message.content)).toEqual(['Zapisano: Telefon o 22:00']);
  const ola = sandbox.addPerson({ name: 'Ola' });
  guild.join(ola);
  expect(await get(`/sandbox/messages?as=${ola.id}&channel=${channel.id}`)).toEqual([]);
});

test('what a person may not do is refused with a reason', async () => {
  const { anna, channel, guild } = world;
  channel.permit(guild, { deny: ['SendMessages'] });
  expect(await act({ as: anna.id, kind: 'send', channelId: channel.id, text: 'hello' })).toMatchObject({ ok: false });
  expect(await act({ as: anna.id, kind: 'fly' })).toMatchObject({ ok: false });
});

test('a silent bot is told as failed', async () => {
  const { anna, channel, client, sandbox } = world;
  await client.application?.commands.set([{ name: 'log', description: 'Logs' }]);
  const commandId =
    client.application?.commands.cache.first()?.id ?? (await client.application?.commands.fetch())?.first()?.id;
  const seen = await events(
    anna.id,
    async () => {
      await act({ as: anna.id, kind: 'run', channelId: channel.id, commandId, path: ['log'], options: {} });
      await act({ as: anna.id, kind: 'clock', change: { advance: 3000 } });
    },
    (all) => all.some((event) => event.kind === 'interaction' && event.stage === 'failed'),
  );
  expect(seen.flatMap((event) => (event.kind === 'interaction' ? [event.stage] : []))).toEqual(['waiting', 'failed']);
  expect(sandbox.violations).toMatchObject([{ rule: 'unanswered' }]);
});

test('the demo world shows each person what they may see', async () => {
  const { persons } = seedDemoWorld(world.sandbox);
  const channelsOf = async (id: string) =>
    (await get<WorldView>(`/sandbox/state?as=${id}`)).guilds
      .find((guild) => guild.name === 'Freelancerzy')
      ?.channels.map(({ name }) => name);
  expect(await channelsOf(persons.moderator.id)).toEqual(['ogólny', 'check-in', 'moderacja', 'pytania']);
  expect(await channelsOf(persons.englishSpeaker.id)).toEqual(['ogólny', 'check-in', 'pytania']);
});

test('TypeScript is served as JavaScript, compressed, and not again while it is unchanged', async () => {
  const first = await fetch(`${world.sandbox.url}/protocol.ts`);
  const text = await first.text();
  expect(first.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(first.headers.get('content-encoding')).toBe('gzip');
  expect(first.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(text).toContain('export const FAULT_KINDS =');
  expect(text).not.toContain('interface');
  const again = await fetch(`${world.sandbox.url}/protocol.ts`, {
    headers: { 'if-none-match': first.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
});

test('the drawing of an emoji is served once and for all, and only to the page', async () => {
  const drawing = await fetch(`${world.sandbox.url}/emoji/1f44d.svg`);
  expect(drawing.headers.get('content-type')).toBe('image/svg+xml');
  expect(drawing.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(await drawing.text()).toMatch(/^<svg /);
  expect(await raw('/emoji/1f44d.svg', { host: 'evil.example:80' })).toBe(403);
  const missing = await fetch(`${world.sandbox.url}/emoji/ffffff.svg`);
  expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-cache']);
});

test.each([
  '/emoji/..%2f..%2fpackage.json',
  '/emoji/%2e%2e%2f1f44d.svg',
  '/..%2fsandbox.ts',
  '/%2e%2e/sandbox.ts',
  '/../package.json',
  '/.hidden',
  '/nothing.ts',
])('%s is not served', async (path) => {
  expect(await raw(path, {})).toBe(404);
});

test.each([
  ['another name for this machine', { host: 'evil.example:80' }, 403],
  ['a page from elsewhere', { origin: 'https://evil.example' }, 403],
  ['a cross-site request', { 'sec-fetch-site': 'cross-site' }, 403],
  ['localhost', { host: 'localhost:80' }, 200],
])('requests by %s', async (_name, headers, status) => {
  expect(await raw('/sandbox/state', headers)).toBe(status);
});

test.each([
  ['another name for this machine', { host: 'evil.example:80' }, 403],
  ['a page from elsewhere', { origin: 'https://evil.example' }, 403],
  ['the bot on this machine', {}, 101],
])('upgrades to the gateway by %s', async (_name, headers, status) => {
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
  const key = { 'sec-websocket-key': Buffer.alloc(16).toString('base64') };
  expect(await raw('/gateway?v=10&encoding=json', { ...upgrade, ...key, ...headers })).toBe(status);
});
