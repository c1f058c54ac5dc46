import { Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask, type Connected, connected } from './support.ts';

/** The meta test: a bot that breaks one rule after another, and the sandbox that must catch each. */

let world: Connected;
beforeEach(async () => {
  world = await connected({ strict: false });
});
afterEach(() => world.close());

const text = (length: number) => 'x'.repeat(length);
const button = (id: string, more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: id, ...more });
const row = (...components: object[]) => ({ type: 1, components });
const display = (content = 'Text') => ({ type: 10, content });
const select = (more: object = {}) => ({
  type: 3,
  custom_id: 'select',
  options: [
    { label: 'A', value: 'a' },
    { label: 'B', value: 'b' },
  ],
  ...more,
});
const V2 = 1 << 15;

/** Where a 50035 says the fault is, as dotted paths. */
function faultPaths(errors: unknown, under = ''): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, value]) =>
    key === '_errors' ? [under] : faultPaths(value, under === '' ? key : `${under}.${key}`),
  );
}

describe('messages', () => {
  test.each<[rule: string, body: object, path: string]>([
    ['content of more than 2000 characters', { content: text(2001) }, 'content'],
    ['more than 10 embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }, 'embeds'],
    ['an embed title of more than 256 characters', { embeds: [{ title: text(257) }] }, 'embeds.0.title'],
    [
      'an embed description of more than 4096 characters',
      { embeds: [{ description: text(4097) }] },
      'embeds.0.description',
    ],
    [
      'more than 25 embed fields',
      { embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: 'n', value: 'v' })) }] },
      'embeds.0.fields',
    ],
    [
      'embeds of more than 6000 characters together',
      { embeds: [{ description: text(4000) }, { description: text(2001) }] },
      'embeds',
    ],
    ['a nonce of more than 25 characters', { content: 'x', nonce: text(26) }, 'nonce'],
    [
      'more than five rows',
      { content: 'x', components: Array.from({ length: 6 }, (_, n) => row(button(`b${n}`))) },
      'components',
    ],
    [
      'more than five buttons in a row',
      { content: 'x', components: [row(...Array.from({ length: 6 }, (_, n) => button(`b${n}`)))] },
      'components.0.components',
    ],
    ['an empty row', { content: 'x', components: [row()] }, 'components.0.components'],
    ['a select beside a button', { content: 'x', components: [row(select(), button('b'))] }, 'components.0'],
    [
      'a custom id twice',
      { content: 'x', components: [row(button('same'), button('same'))] },
      'components.0.components.1.custom_id',
    ],
    [
      'a custom id of more than 100 characters',
      { content: 'x', components: [row(button(text(101)))] },
      'components.0.components.0.custom_id',
    ],
    [
      'a component id twice',
      { content: 'x', components: [row(button('a', { id: 7 }), button('b', { id: 7 }))] },
      'components.0.components.1.id',
    ],
    [
      'a button without custom id',
      { content: 'x', components: [row({ type: 2, style: 1, label: 'Go' })] },
      'components.0.components.0',
    ],
    [
      'a link button without address',
      { content: 'x', components: [row({ type: 2, style: 5, label: 'Go' })] },
      'components.0.components.0',
    ],
    [
      'a link button with custom id',
      {
        content: 'x',
        components: [row({ type: 2, style: 5, label: 'Go', url: 'https://example.org', custom_id: 'c' })],
      },
      'components.0.components.0',
    ],
    [
      'a button without label and emoji',
      { content: 'x', components: [row({ type: 2, style: 1, custom_id: 'c' })] },
      'components.0.components.0',
    ],
    [
      'a button label of more than 80 characters',
      { content: 'x', components: [row(button('b', { label: text(81) }))] },
      'components.0.components.0.label',
    ],
    [
      'a word as an emoji',
      { content: 'x', components: [row(button('b', { emoji: { name: 'smile' } }))] },
      'components.0.components.0.emoji.name',
    ],
    ['a bare button', { content: 'x', components: [button('b')] }, 'components.0.type'],
    [
      'more than 25 options',
      {
        content: 'x',
        components: [row(select({ options: Array.from({ length: 26 }, (_, n) => ({ label: 'l', value: `${n}` })) }))],
      },
      'components.0.components.0.options',
    ],
    [
      'an option value twice',
      {
        content: 'x',
        components: [
          row(
            select({
              options: [
                { label: 'A', value: 'a' },
                { label: 'B', value: 'a' },
              ],
            }),
          ),
        ],
      },
      'components.0.components.0.options.1.value',
    ],
    [
      'more values than options',
      { content: 'x', components: [row(select({ max_values: 3 }))] },
      'components.0.components.0.options',
    ],
    [
      'min_values above max_values',
      { content: 'x', components: [row(select({ min_values: 2, max_values: 1 }))] },
      'components.0.components.0',
    ],
    [
      'more defaults than max_values',
      {
        content: 'x',
        components: [
          row(
            select({
              options: [
                { label: 'A', value: 'a', default: true },
                { label: 'B', value: 'b', default: true },
              ],
            }),
          ),
        ],
      },
      'components.0.components.0.options',
    ],
    ['a text display without the V2 flag', { content: 'x', components: [display()] }, 'components.0'],
    ['content beside the V2 flag', { content: 'x', flags: V2, components: [display()] }, 'content'],
    ['embeds beside the V2 flag', { embeds: [{ title: 'x' }], flags: V2, components: [display()] }, 'embeds'],
    ['more than 40 components', { flags: V2, components: Array.from({ length: 41 }, () => display()) }, 'components'],
    [
      'more than 40 components, nested',
      { flags: V2, components: [{ type: 17, components: Array.from({ length: 40 }, () => display()) }] },
      'components',
    ],
    [
      'more than 4000 characters of text together',
      { flags: V2, components: [display(text(3000)), display(text(1001))] },
      'components',
    ],
    [
      'a section without accessory',
      { flags: V2, components: [{ type: 9, components: [display()] }] },
      'components.0.accessory',
    ],
    [
      'a section of more than three texts',
      {
        flags: V2,
        components: [{ type: 9, components: [display(), display(), display(), display()], accessory: button('b') }],
      },
      'components.0.components',
    ],
    [
      'a container in a container',
      { flags: V2, components: [{ type: 17, components: [{ type: 17, components: [display()] }] }] },
      'components.0.components.0.type',
    ],
    ['an empty text display', { flags: V2, components: [display('')] }, 'components.0.content'],
    ['a gallery without pictures', { flags: V2, components: [{ type: 12, items: [] }] }, 'components.0.items'],
    [
      'a picture that is not attached',
      { flags: V2, components: [{ type: 12, items: [{ media: { url: 'attachment://x.png' } }] }] },
      'components.0.items.0.media.url',
    ],
    [
      'a file by address',
      { flags: V2, components: [{ type: 13, file: { url: 'https://example.org/x.pdf' } }] },
      'components.0.file.url',
    ],
    [
      'an attachment that was not uploaded',
      { content: 'x', attachments: [{ id: '0', filename: 'x' }] },
      'attachments.0.id',
    ],
    ['a reply to no message', { content: 'x', message_reference: { message_id: '1' } }, 'message_reference'],
    [
      'users listed beside parse users',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
      'allowed_mentions',
    ],
    [
      'a text input in a message',
      { content: 'x', components: [row({ type: 4, custom_id: 't', style: 1, label: 'x' })] },
      'components.0.components.0.type',
    ],
  ])('%s', async (_rule, body, path) => {
    const { status, body: answer } = await ask(world.sandbox, 'POST', Routes.channelMessages(world.channel.id), body);
    expect({ status, code: answer.code, message: answer.message }).toEqual({
      status: 400,
      code: 50035,
      message: 'Invalid Form Body',
    });
    expect(faultPaths(answer.errors)).toContain(path);
    expect(world.sandbox.violations).toMatchObject([{ rule: 'invalid-form' }]);
    expect(world.anna.in(world.channel).messages()).toEqual([]);
  });

  test('an empty message', async () => {
    const { status, body } = await ask(world.sandbox, 'POST', Routes.channelMessages(world.channel.id), {
      content: '  ',
    });
    expect([status, body.code]).toEqual([400, 50006]);
    expect(world.sandbox.violations).toMatchObject([{ rule: 'empty-message' }]);
  });

  test('the V2 flag taken from a message, or content added to it', async () => {
    const sent = await ask(world.sandbox, 'POST', Routes.channelMessages(world.channel.id), {
      flags: V2,
      components: [display()],
    });
    const edited = await ask(world.sandbox, 'PATCH', Routes.channelMessage(world.channel.id, sent.body.id), {
      content: 'x',
      flags: 0,
    });
    expect([edited.status, faultPaths(edited.body.errors)]).toEqual([400, ['content']]);
  });

  test('a flag that bots cannot set is told, and ignored', async () => {
    const { body } = await ask(world.sandbox, 'POST', Routes.channelMessages(world.channel.id), {
      content: 'x',
      flags: 64,
    });
    expect(body.flags).toBe(0);
    expect(world.sandbox.violations).toMatchObject([{ rule: 'flag-not-settable' }]);
  });

  test('broken JSON', async () => {
    const response = await fetch(`${world.sandbox.apiUrl}/v10${Routes.channelMessages(world.channel.id)}`, {
      method: 'POST',
      headers: {
        'user-agent': 'DiscordBot (https://example.org, 1)',
        authorization: `Bot ${world.sandbox.token}`,
        'content-type': 'application/json',
      },
      body: '{"content":',
    });
    expect([response.status, await response.json()]).toMatchObject([400, { code: 50109 }]);
    expect(world.sandbox.violations).toMatchObject([{ rule: 'invalid-json' }]);
  });

  test('a file of more than 10 MiB', async () => {
    const form = new FormData();
    form.set('payload_json', '{}');
    form.set('files[0]', new Blob([new Uint8Array(10 * 1024 * 1024 + 1)]), 'big.bin');
    const response = await fetch(`${world.sandbox.apiUrl}/v10${Routes.channelMessages(world.channel.id)}`, {
      method: 'POST',
      headers: { authorization: `Bot ${world.sandbox.token}` },
      body: form,
    });
    expect([response.status, await response.json()]).toMatchObject([413, { code: 40005 }]);
  });
});

describe('commands', () => {
  const command = (more: object = {}) => ({ name: 'guide', description: 'Reads', ...more });
  const option = (more: object = {}) => ({ type: 3, name: 'query', description: 'What', ...more });
  test.each<[rule: string, body: object, path: string]>([
    ['an upper-case name', command({ name: 'Guide' }), 'name'],
    ['a name with a space', command({ name: 'gu ide' }), 'name'],
    ['a name of more than 32 characters', command({ name: text(33) }), 'name'],
    ['an upper-case localised name', command({ name_localizations: { pl: 'Poradnik' } }), 'name_localizations.pl'],
    ['an unknown locale', command({ name_localizations: { xx: 'guide' } }), 'name_localizations.xx'],
    ['a description of more than 100 characters', command({ description: text(101) }), 'description'],
    ['no description', { name: 'guide' }, 'description'],
    [
      'more than 25 options',
      command({ options: Array.from({ length: 26 }, (_, n) => option({ name: `o${n}` })) }),
      'options',
    ],
    [
      'a required option after an optional one',
      command({ options: [option(), option({ name: 'b', required: true })] }),
      'options.1',
    ],
    ['an option name twice', command({ options: [option(), option()] }), 'options.1.name'],
    [
      'more than 25 choices',
      command({
        options: [option({ choices: Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` })) })],
      }),
      'options.0.choices',
    ],
    [
      'a choice name twice',
      command({
        options: [
          option({
            choices: [
              { name: 'a', value: '1' },
              { name: 'a', value: '2' },
            ],
          }),
        ],
      }),
      'options.0.choices',
    ],
    [
      'a choice value of more than 100 characters',
      command({ options: [option({ choices: [{ name: 'a', value: text(101) }] })] }),
      'options.0.choices.0.value',
    ],
    [
      'autocomplete beside choices',
      command({ options: [option({ autocomplete: true, choices: [{ name: 'a', value: '1' }] })] }),
      'options.0.autocomplete',
    ],
    [
      'subcommands beside options',
      command({ options: [{ type: 1, name: 'read', description: 'x' }, option()] }),
      'options',
    ],
    [
      'a group in a group',
      command({
        options: [{ type: 2, name: 'a', description: 'x', options: [{ type: 2, name: 'b', description: 'x' }] }],
      }),
      'options.0.options.0.type',
    ],
    ['min_length above max_length', command({ options: [option({ min_length: 5, max_length: 2 })] }), 'options.0'],
    ['an unknown context', command({ contexts: [7] }), 'contexts.0'],
    [
      'more than 8000 characters',
      command({
        options: Array.from({ length: 25 }, (_, n) => ({
          type: 1,
          name: `s${n}`,
          description: text(100),
          options: [option({ description: text(100), choices: [{ name: text(99), value: text(100) }] })],
        })),
      }),
      '',
    ],
    ['a message command with a description', { type: 3, name: 'Find advice', description: 'x' }, 'description'],
  ])('%s', async (_rule, body, path) => {
    const { sandbox } = world;
    const posted = await ask(sandbox, 'POST', Routes.applicationCommands(sandbox.bot.id), body);
    expect({ status: posted.status, code: posted.body.code }).toEqual({ status: 400, code: 50035 });
    expect(faultPaths(posted.body.errors)).toContain(path);
    const put = await ask(sandbox, 'PUT', Routes.applicationCommands(sandbox.bot.id), [body]);
    expect(faultPaths(put.body.errors)).toContain(path === '' ? '0' : `0.${path}`);
    expect(sandbox.violations.map(({ rule }) => rule)).toEqual(['invalid-form', 'invalid-form']);
  });

  test.each([
    ['100 chat commands', 1, 101],
    ['15 message commands', 3, 16],
    ['15 user commands', 2, 16],
  ])('more than %s', async (_rule, type, count) => {
    const { sandbox } = world;
    const list = Array.from({ length: count }, (_, n) => ({
      type,
      name: `c${n}`,
      ...(type === 1 ? { description: 'x' } : {}),
    }));
    const { status, body } = await ask(sandbox, 'PUT', Routes.applicationCommands(sandbox.bot.id), list);
    expect([status, body.code]).toEqual([400, 30032]);
    expect((await ask(sandbox, 'PUT', Routes.applicationCommands(sandbox.bot.id), list.slice(1))).status).toBe(200);
  });

  test('two commands of one name', async () => {
    const { status, body } = await ask(world.sandbox, 'PUT', Routes.applicationCommands(world.sandbox.bot.id), [
      command(),
      command(),
    ]);
    expect([status, faultPaths(body.errors)]).toEqual([400, ['1.name']]);
  });

  test('another application', async () => {
    const { status, body } = await ask(world.sandbox, 'GET', Routes.applicationCommands('1'));
    expect([status, body.code]).toEqual([404, 10002]);
  });
});

describe('requests', () => {
  test('a client that does not say who it is, told once', async () => {
    await ask(world.sandbox, 'GET', '/users/@me', undefined, { 'user-agent': 'curl' });
    await ask(world.sandbox, 'GET', '/users/@me', undefined, { 'user-agent': 'curl' });
    expect(world.sandbox.violations).toMatchObject([{ rule: 'user-agent' }]);
  });

  test('a wrong token', async () => {
    const { status, body } = await ask(world.sandbox, 'GET', '/users/@me', undefined, { authorization: 'Bot wrong' });
    expect([status, body]).toEqual([401, { message: '401: Unauthorized', code: 0 }]);
    expect(world.sandbox.violations).toMatchObject([{ rule: 'unauthorized' }]);
  });
  test('an endpoint that does not exist', async () => {
    const { status, body } = await ask(world.sandbox, 'GET', '/no/such/thing');
    expect([status, body]).toEqual([404, { message: '404: Not Found', code: 0 }]);
    expect(world.sandbox.violations).toMatchObject([{ rule: 'unknown-endpoint' }]);
  });
  test('a limit out of range', async () => {
    const { status, body } = await ask(world.sandbox, 'GET', `${Routes.channelMessages(world.channel.id)}?limit=101`);
    expect([status, faultPaths(body.errors)]).toEqual([400, ['limit']]);
  });
});
