import { expect, test } from 'vitest';
import { useSilentBot } from './silent-bot.ts';

/** The meta test for forms: wrong ones, one after another. */

const { current, started, command, respond, rules } = useSilentBot();

const input = (more: object = {}) => ({ type: 4, custom_id: 'text', style: 1, ...more });
const label = (component: object = input(), more: object = {}) => ({ type: 18, label: 'Label', component, ...more });
const modal = (...components: object[]) => ({ type: 9, data: { custom_id: 'form', title: 'Form', components } });
const options = (count: number) => Array.from({ length: count }, (_, n) => ({ label: `${n}`, value: `${n}` }));

test.each<[rule: string, body: object, path: string]>([
  ['no component', modal(), 'data.components'],
  [
    'six components',
    modal(...Array.from({ length: 6 }, (_, n) => label(input({ custom_id: `${n}` })))),
    'data.components',
  ],
  [
    'a title of more than 45 characters',
    { type: 9, data: { custom_id: 'f', title: 'x'.repeat(46), components: [label()] } },
    'data.title',
  ],
  ['no custom id', { type: 9, data: { title: 'x', components: [label()] } }, 'data.custom_id'],
  ['a label of more than 45 characters', modal(label(input(), { label: 'x'.repeat(46) })), 'data.components.0.label'],
  [
    'a description of more than 100 characters',
    modal(label(input(), { description: 'x'.repeat(101) })),
    'data.components.0.description',
  ],
  ['a custom id twice', modal(label(), label()), 'data.components.1.component.custom_id'],
  [
    'a placeholder of more than 100 characters',
    modal(label(input({ placeholder: 'x'.repeat(101) }))),
    'data.components.0.component.placeholder',
  ],
  ['a max_length above 4000', modal(label(input({ max_length: 4001 }))), 'data.components.0.component.max_length'],
  [
    'a value longer than max_length',
    modal(label(input({ max_length: 5, value: '123456' }))),
    'data.components.0.component.value',
  ],
  [
    'a button',
    modal({ type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: 'x' }] }),
    'data.components.0.components.0.type',
  ],
  ['a bare text input', modal(input()), 'data.components.0.type'],
  [
    'a radio group of one',
    modal(label({ type: 21, custom_id: 'r', options: options(1) })),
    'data.components.0.component.options',
  ],
  [
    'a radio group of eleven',
    modal(label({ type: 21, custom_id: 'r', options: options(11) })),
    'data.components.0.component.options',
  ],
  [
    'a checkbox group of eleven',
    modal(label({ type: 22, custom_id: 'c', options: options(11) })),
    'data.components.0.component.options',
  ],
  [
    'a disabled select',
    modal(label({ type: 3, custom_id: 's', options: options(2), disabled: true })),
    'data.components.0.component.disabled',
  ],
  [
    'a required select with min_values 0',
    modal(label({ type: 3, custom_id: 's', options: options(2), min_values: 0 })),
    'data.components.0.component.min_values',
  ],
  [
    'eleven files',
    modal(label({ type: 19, custom_id: 'f', max_values: 11 })),
    'data.components.0.component.max_values',
  ],
])('%s', async (_rule, body, path) => {
  const interaction = await command();
  const { status, body: answer } = await respond(interaction, body);
  expect([status, answer.code]).toEqual([400, 50035]);
  const at = path.split('.').reduce((errors, step) => errors?.[step], answer.errors);
  expect(at?._errors, JSON.stringify(answer.errors)).toHaveLength(1);
  expect(rules()).toEqual(['invalid-form']);
  // A refused answer does not count: the bot may still give a valid one.
  expect((await respond(interaction, modal(label()))).status).toBe(204);
});

test('a form never answers a form', async () => {
  const opening = current().anna.in(current().channel).run('/go');
  const [first] = current().sandbox.core.interactions.all.values();
  if (first) await respond(first, modal(label()));
  const form = await opening;
  const submitted = await started(() => form.submit({ text: 'x' }));
  const { status, body } = await respond(submitted, modal(label()));
  expect([status, body.errors.type._errors[0].code]).toEqual([400, 'BASE_TYPE_CHOICES']);
  expect(rules()).toEqual(['invalid-form']);
});
