import { Routes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { ask } from './support.ts';
import { faultPaths, text, useWrongBot } from './wrong-bot.ts';

/** The meta test: commands and requests that Discord refuses, each of which the sandbox must catch. */

const bot = useWrongBot();

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
    const { sandbox } = bot();
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
    const { sandbox } = bot();
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
    const { status, body } = await ask(bot().sandbox, 'PUT', Routes.applicationCommands(bot().sandbox.bot.id), [
      command(),
      command(),
    ]);
    expect([status, faultPaths(body.errors)]).toEqual([400, ['1.name']]);
  });

  test('another application', async () => {
    const { status, body } = await ask(bot().sandbox, 'GET', Routes.applicationCommands('1'));
    expect([status, body.code]).toEqual([404, 10002]);
  });
});

describe('requests', () => {
  test('a client that does not say who it is, told once', async () => {
    await ask(bot().sandbox, 'GET', '/users/@me', undefined, { 'user-agent': 'curl' });
    await ask(bot().sandbox, 'GET', '/users/@me', undefined, { 'user-agent': 'curl' });
    expect(bot().sandbox.violations).toMatchObject([{ rule: 'user-agent' }]);
  });

  test('a wrong token', async () => {
    const { status, body } = await ask(bot().sandbox, 'GET', '/users/@me', undefined, { authorization: 'Bot wrong' });
    expect([status, body]).toEqual([401, { message: '401: Unauthorized', code: 0 }]);
    expect(bot().sandbox.violations).toMatchObject([{ rule: 'unauthorized' }]);
  });
  test('an endpoint that does not exist', async () => {
    const { status, body } = await ask(bot().sandbox, 'GET', '/no/such/thing');
    expect([status, body]).toEqual([404, { message: '404: Not Found', code: 0 }]);
    expect(bot().sandbox.violations).toMatchObject([{ rule: 'unknown-endpoint' }]);
  });
  test('a limit out of range', async () => {
    const { status, body } = await ask(bot().sandbox, 'GET', `${Routes.channelMessages(bot().channel.id)}?limit=101`);
    expect([status, faultPaths(body.errors)]).toEqual([400, ['limit']]);
  });
});
