import { test } from 'vitest';
import { button, expectRefusedMessage, row, text, useWrongBot } from './wrong-bot.ts';

/** The meta test: rows of buttons and selects that Discord refuses, each of which the sandbox must catch. */

const bot = useWrongBot();

const select = (more: object = {}) => ({
  type: 3,
  custom_id: 'select',
  options: [
    { label: 'A', value: 'a' },
    { label: 'B', value: 'b' },
  ],
  ...more,
});

test.each<[rule: string, body: object, path: string]>([
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
])('%s', (_rule, body, path) => expectRefusedMessage(bot(), body, path));
