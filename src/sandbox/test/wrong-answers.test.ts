import { once } from 'node:events';
import { Client, Events, Routes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { InteractionState } from '../interactions/state.ts';
import { useSilentBot } from './silent-bot.ts';
import { ask } from './support.ts';

/** The meta test for answers to interactions: wrong ones, one after another. */

const { current, started, command, typing, respond, rules } = useSilentBot();
const webhook = (method: string, { token }: InteractionState, path = '', body?: object) => {
  const { sandbox } = current();
  const at = `/webhooks/${sandbox.bot.applicationId}/${token}${path}`;
  return ask(sandbox, method, at, body, { authorization: '' });
};

describe('answers', () => {
  test('too late', async () => {
    const waiting = current().anna.in(current().channel).run('/go');
    const failure = expect(waiting).rejects.toThrow('The application did not respond');
    const [interaction] = current().sandbox.core.interactions.all.values();
    current().sandbox.clock.advance(3000);
    await failure;
    if (!interaction) throw new Error('no interaction');
    const { status, body } = await respond(interaction, { type: 4, data: { content: 'x' } });
    expect([status, body]).toEqual([404, { message: 'Unknown interaction', code: 10062 }]);
    expect(rules()).toEqual(['unanswered', 'late-answer']);
  });

  test('a moment before it is too late', async () => {
    const interaction = await command();
    current().sandbox.clock.advance(2999);
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
    current().sandbox.faults.add({ kind: 'done-but-502', on: '/callback' });
    expect((await respond(interaction, { type: 4, data: { content: 'x' } })).status).toBe(502);
    expect((await respond(interaction, { type: 4, data: { content: 'x' } })).body.code).toBe(40060);
    expect(rules()).toEqual([]);
  });

  test('by two sessions of the bot is a mistake of neither; a third time is', async () => {
    const second = new Client({ intents: [], rest: { api: current().sandbox.apiUrl } });
    await Promise.all([once(second, Events.ClientReady), second.login(current().sandbox.token)]);
    const interaction = await command();
    const again = async () => (await respond(interaction, { type: 4, data: { content: 'x' } })).status;
    expect([await again(), await again()]).toEqual([204, 400]);
    expect(rules()).toEqual([]);
    expect(await again()).toBe(400);
    expect(rules()).toEqual(['answered-twice']);
    await second.destroy();
  });

  test('with a wrong token', async () => {
    const { id } = await command();
    expect(
      (
        await ask(current().sandbox, 'POST', Routes.interactionCallback(id, 'wrong'), {
          type: 4,
          data: { content: 'x' },
        })
      ).body.code,
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
    current().sandbox.clock.advance(15 * 60_000);
    expect((await webhook('POST', interaction, '', { content: 'y' })).status).toBe(200);
    current().sandbox.clock.advance(1);
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
    const { sandbox, anna, guild } = current();
    await ask(sandbox, 'PUT', Routes.applicationCommands(sandbox.bot.id), [
      { name: 'mine', description: 'x', integration_types: [1] },
    ]);
    anna.set({ hasApp: true });
    guild.removeBot();
    const interaction = await started(() => anna.in(current().channel).run('/mine'));
    expect(interaction.payload).toMatchObject({ authorizing_integration_owners: { 1: anna.id }, context: 0 });
    await respond(interaction, { type: 4, data: { content: 'x' } });
    for (let count = 0; count < 5; count += 1)
      expect((await webhook('POST', interaction, '', { content: 'y' })).status).toBe(200);
    expect((await webhook('POST', interaction, '', { content: 'y' })).body.code).toBe(40094);
  });
});
