import { Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { InteractionState } from '../../src/sandbox/interactions/interactions.ts';
import { ask, type Connected, connected } from './support.ts';

/** The meta test for interactions: wrong answers, one after another. The client stays silent; the answers are made by hand. */

let world: Connected;
beforeEach(async () => {
  world = await connected({ strict: false });
  world.sandbox.clock.freeze();
  await ask(world.sandbox, 'PUT', Routes.applicationCommands(world.sandbox.bot.id), [
    { name: 'go', description: 'x', options: [{ type: 3, name: 'query', description: 'x', autocomplete: true }] },
  ]);
  world.sandbox.forget();
});
afterEach(() => world.close());

/** Starts an interaction and gives it, while whoever started it goes on waiting. */
async function started(act: () => Promise<unknown>): Promise<InteractionState> {
  const created = new Promise<InteractionState>((resolve) => {
    world.sandbox.core.bus.once('interaction', (_stage, interaction) => resolve(interaction));
  });
  act().catch(() => {});
  return created;
}
const command = () => started(() => world.anna.in(world.channel).run('/go'));
const typing = () => started(() => world.anna.in(world.channel).type('/go', { query: 'x' }, 'query'));
const respond = ({ id, token }: InteractionState, body: object) =>
  ask(world.sandbox, 'POST', Routes.interactionCallback(id, token), body, { authorization: '' });
const webhook = (method: string, { token }: InteractionState, path = '', body?: object) =>
  ask(world.sandbox, method, `/webhooks/${world.sandbox.bot.applicationId}/${token}${path}`, body, {
    authorization: '',
  });
const rules = () => world.sandbox.violations.map(({ rule }) => rule);

const input = (more: object = {}) => ({ type: 4, custom_id: 'text', style: 1, ...more });
const label = (component: object = input(), more: object = {}) => ({ type: 18, label: 'Label', component, ...more });
const modal = (...components: object[]) => ({ type: 9, data: { custom_id: 'form', title: 'Form', components } });
const options = (count: number) => Array.from({ length: count }, (_, n) => ({ label: `${n}`, value: `${n}` }));

describe('forms', () => {
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
    // A refused answer is none: the bot may still give a right one.
    expect((await respond(interaction, modal(label()))).status).toBe(204);
  });

  test('a form never answers a form', async () => {
    const opening = world.anna.in(world.channel).run('/go');
    const [first] = world.sandbox.core.interactions.all.values();
    if (first) await respond(first, modal(label()));
    const form = await opening;
    const submitted = await started(() => form.submit({ text: 'x' }));
    const { status, body } = await respond(submitted, modal(label()));
    expect([status, body.errors.type._errors[0].code]).toEqual([400, 'BASE_TYPE_CHOICES']);
    expect(rules()).toEqual(['invalid-form']);
  });
});

describe('answers', () => {
  test('too late', async () => {
    const waiting = world.anna.in(world.channel).run('/go');
    const failure = expect(waiting).rejects.toThrow('The application did not respond');
    const [interaction] = world.sandbox.core.interactions.all.values();
    world.sandbox.clock.advance(3000);
    await failure;
    if (!interaction) throw new Error('no interaction');
    const { status, body } = await respond(interaction, { type: 4, data: { content: 'x' } });
    expect([status, body]).toEqual([404, { message: 'Unknown interaction', code: 10062 }]);
    expect(rules()).toEqual(['unanswered', 'late-answer']);
  });

  test('a moment before it is too late', async () => {
    const interaction = await command();
    world.sandbox.clock.advance(2999);
    expect((await respond(interaction, { type: 4, data: { content: 'x' } })).status).toBe(204);
  });

  test('twice', async () => {
    const interaction = await command();
    await respond(interaction, { type: 4, data: { content: 'x' } });
    const { status, body } = await respond(interaction, { type: 4, data: { content: 'y' } });
    expect([status, body.code]).toEqual([400, 40060]);
    expect(rules()).toEqual(['answered-twice']);
  });

  test('twice, since a fault hid that the first was taken, is no mistake', async () => {
    const interaction = await command();
    world.sandbox.faults.add({ kind: 'done-but-502', on: '/callback' });
    expect((await respond(interaction, { type: 4, data: { content: 'x' } })).status).toBe(502);
    expect((await respond(interaction, { type: 4, data: { content: 'x' } })).body.code).toBe(40060);
    expect(rules()).toEqual([]);
  });

  test('with a wrong token', async () => {
    const { id } = await command();
    expect(
      (await ask(world.sandbox, 'POST', Routes.interactionCallback(id, 'wrong'), { type: 4, data: { content: 'x' } }))
        .body.code,
    ).toBe(10062);
  });

  test.each([
    ['an edit of a message that a command does not have', { type: 7, data: { content: 'x' } }],
    ['a deferred edit', { type: 6 }],
    ['suggestions for a command', { type: 8, data: { choices: [] } }],
    ['a pong', { type: 1 }],
    ['no type', { data: { content: 'x' } }],
  ])('%s', async (_rule, body) => {
    expect((await respond(await command(), body)).body.errors.type._errors[0].code).toBe('BASE_TYPE_CHOICES');
    expect(rules()).toEqual(['invalid-form']);
  });

  test.each([
    ['a message for suggestions', { type: 4, data: { content: 'x' } }],
    [
      'more than 25 choices',
      { type: 8, data: { choices: Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` })) } },
    ],
    [
      'a choice name of more than 100 characters',
      { type: 8, data: { choices: [{ name: 'x'.repeat(101), value: 'x' }] } },
    ],
    [
      'a choice value of more than 100 characters',
      { type: 8, data: { choices: [{ name: 'x', value: 'x'.repeat(101) }] } },
    ],
    ['a number for a text', { type: 8, data: { choices: [{ name: 'x', value: 1 }] } }],
    ['an empty choice name', { type: 8, data: { choices: [{ name: '', value: 'x' }] } }],
  ])('%s', async (_rule, body) => {
    expect((await respond(await typing(), body)).body.code).toBe(50035);
    expect(rules()).toEqual(['invalid-form']);
  });

  test.each([
    ['content of more than 2000 characters', { content: 'x'.repeat(2001) }, 50035],
    ['nothing', {}, 50006],
    ['content beside the V2 flag', { content: 'x', flags: 1 << 15, components: [{ type: 10, content: 'y' }] }, 50035],
  ])('a message with %s', async (_rule, data, code) => {
    expect((await respond(await command(), { type: 4, data })).body.code).toBe(code);
    expect(rules()).toHaveLength(1);
  });

  test('flags on a deferred answer', async () => {
    expect((await respond(await command(), { type: 5, data: { flags: 1 << 15 } })).status).toBe(204);
    expect(rules()).toEqual(['deferred-flags']);
  });
});

describe('follow-ups', () => {
  test('before the first answer', async () => {
    const { status, body } = await webhook('POST', await command(), '', { content: 'x' });
    expect([status, body.code]).toEqual([404, 10015]);
    expect(rules()).toEqual(['follow-up-before-answer']);
  });

  test('after 15 minutes', async () => {
    const interaction = await command();
    await respond(interaction, { type: 4, data: { content: 'x' } });
    world.sandbox.clock.advance(15 * 60_000);
    expect((await webhook('POST', interaction, '', { content: 'y' })).status).toBe(200);
    world.sandbox.clock.advance(1);
    for (const [method, path, body] of [
      ['POST', '', { content: 'y' }],
      ['PATCH', '/messages/@original', { content: 'y' }],
      ['DELETE', '/messages/@original'],
    ] as const) {
      const { status, body: answer } = await webhook(method, interaction, path, body);
      expect([status, answer.code]).toEqual([401, 50027]);
    }
    expect(rules()).toEqual(['token-expired', 'token-expired', 'token-expired']);
  });

  test('a message of another interaction', async () => {
    const [first, second] = [await command(), await command()];
    await respond(first, { type: 4, data: { content: 'x' } });
    await respond(second, { type: 4, data: { content: 'x' } });
    expect((await webhook('PATCH', second, `/messages/${first.originalId}`, { content: 'y' })).body.code).toBe(10008);
  });

  test('straight after a deferral it fills the waiting message, whose privacy stays', async () => {
    const interaction = await command();
    await respond(interaction, { type: 5, data: { flags: 64 } });
    const { body } = await webhook('POST', interaction, '', { content: 'x' });
    expect([body.id, body.flags]).toEqual([interaction.originalId, 64]);
  });

  test('a sixth one from an app that only the person installed', async () => {
    const { sandbox, anna, guild } = world;
    await ask(sandbox, 'PUT', Routes.applicationCommands(sandbox.bot.id), [
      { name: 'mine', description: 'x', integration_types: [1] },
    ]);
    anna.set({ hasApp: true });
    guild.removeBot();
    const interaction = await started(() => anna.in(world.channel).run('/mine'));
    expect(interaction.payload).toMatchObject({ authorizing_integration_owners: { 1: anna.id }, context: 0 });
    await respond(interaction, { type: 4, data: { content: 'x' } });
    for (let count = 0; count < 5; count += 1)
      expect((await webhook('POST', interaction, '', { content: 'y' })).status).toBe(200);
    expect((await webhook('POST', interaction, '', { content: 'y' })).body.code).toBe(40094);
  });
});
