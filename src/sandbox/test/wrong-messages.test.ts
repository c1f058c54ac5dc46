import { Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { ask } from './support.ts';
import { expectRefusedMessage, text, useWrongBot } from './wrong-bot.ts';

/** The meta test: messages that Discord refuses, each of which the sandbox must catch. */

const bot = useWrongBot();

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
])('%s', (_rule, body, path) => expectRefusedMessage(bot(), body, path));

test('an empty message', async () => {
  const { status, body } = await ask(bot().sandbox, 'POST', Routes.channelMessages(bot().channel.id), {
    content: '  ',
  });
  expect([status, body.code]).toEqual([400, 50006]);
  expect(bot().sandbox.violations).toMatchObject([{ rule: 'empty-message' }]);
});

test('a flag that bots cannot set is told, and ignored', async () => {
  const { body } = await ask(bot().sandbox, 'POST', Routes.channelMessages(bot().channel.id), {
    content: 'x',
    flags: 64,
  });
  expect(body.flags).toBe(0);
  expect(bot().sandbox.violations).toMatchObject([{ rule: 'flag-not-settable' }]);
});

test('broken JSON', async () => {
  const response = await fetch(`${bot().sandbox.apiUrl}/v10${Routes.channelMessages(bot().channel.id)}`, {
    method: 'POST',
    headers: {
      'user-agent': 'DiscordBot (https://example.org, 1)',
      authorization: `Bot ${bot().sandbox.token}`,
      'content-type': 'application/json',
    },
    body: '{"content":',
  });
  expect([response.status, await response.json()]).toMatchObject([400, { code: 50109 }]);
  expect(bot().sandbox.violations).toMatchObject([{ rule: 'invalid-json' }]);
});

test('a file of more than 10 MiB', async () => {
  const form = new FormData();
  form.set('payload_json', '{}');
  form.set('files[0]', new Blob([new Uint8Array(10 * 1024 * 1024 + 1)]), 'big.bin');
  const response = await fetch(`${bot().sandbox.apiUrl}/v10${Routes.channelMessages(bot().channel.id)}`, {
    method: 'POST',
    headers: { authorization: `Bot ${bot().sandbox.token}` },
    body: form,
  });
  expect([response.status, await response.json()]).toMatchObject([413, { code: 40005 }]);
});
