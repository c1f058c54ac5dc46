import { Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { ask } from './support.ts';
import { button, display, expectRefusedMessage, faultPaths, row, text, useWrongBot, V2 } from './wrong-bot.ts';

/** The meta test: messages of components (V2) that Discord refuses, each of which the sandbox must catch. */

const bot = useWrongBot();

test.each<[rule: string, body: object, path: string]>([
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
    'a text input in a message',
    { content: 'x', components: [row({ type: 4, custom_id: 't', style: 1, label: 'x' })] },
    'components.0.components.0.type',
  ],
])('%s', (_rule, body, path) => expectRefusedMessage(bot(), body, path));

test('the V2 flag taken from a message, or content added to it', async () => {
  const sent = await ask(bot().sandbox, 'POST', Routes.channelMessages(bot().channel.id), {
    flags: V2,
    components: [display()],
  });
  const edited = await ask(bot().sandbox, 'PATCH', Routes.channelMessage(bot().channel.id, sent.body.id), {
    content: 'x',
    flags: 0,
  });
  expect([edited.status, faultPaths(edited.body.errors)]).toEqual([400, ['content']]);
});
