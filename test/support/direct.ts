import { startInteraction } from '../../src/sandbox/interactions/create.ts';
import { I } from '../../src/sandbox/interactions/state.ts';
import { type Answer, outcome } from '../../src/sandbox/persons/answer.ts';
import type { Channel, Person } from '../../src/sandbox/persons/handles.ts';
import { settle } from '../../src/sandbox/persons/wait.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { createMessage } from '../../src/sandbox/world/messages.ts';

/**
 * Interactions that Discord's own client would not send: a control that the person never saw, a form that nobody opened, a
 * command that is not offered. An attacker's client can.
 */
export function direct(sandbox: Sandbox, person: Person, channel: Pick<Channel, 'id'>) {
  const { core } = sandbox;
  const actor = { userId: person.id, channelId: channel.id };
  const source = () => {
    const place = core.world.channels.get(channel.id);
    const bot = core.world.users.get(sandbox.bot.id);
    if (!place || !bot) throw new Error('the sandbox has no such channel, or no bot');
    return createMessage(core, {
      channel: place,
      author: bot.user,
      body: { flags: 1 << 15, components: [{ type: 10, content: 'A message of the bot' }] },
      files: [],
    });
  };
  return {
    press: (customId: string): Promise<Answer> =>
      outcome(
        core,
        actor,
        startInteraction(core, actor, {
          type: I.Component,
          source: source(),
          data: { custom_id: customId, component_type: 2, id: 1 },
        }),
      ),
    /** `type`: 3 for a list of texts, 6 for a list of roles, 8 for a list of channels. */
    choose: (customId: string, values: string[], type: 3 | 6 | 8 = 3): Promise<Answer> =>
      outcome(
        core,
        actor,
        startInteraction(core, actor, {
          type: I.Component,
          source: source(),
          data: { custom_id: customId, component_type: type, id: 1, values },
        }),
      ),
    submit: (customId: string, texts: Readonly<Record<string, string>>): Promise<Answer> =>
      outcome(
        core,
        actor,
        startInteraction(core, actor, {
          type: I.ModalSubmit,
          data: {
            custom_id: customId,
            components: Object.entries(texts).map(([name, value], index) => ({
              type: 18,
              id: 2 * index + 1,
              component: { type: 4, id: 2 * index + 2, custom_id: name, value },
            })),
          },
        }),
      ),
    /** A slash command by its path of default names, offered or not. */
    run: (key: string, options: readonly object[] = []): Promise<Answer> =>
      outcome(core, actor, startInteraction(core, actor, { type: I.Command, ...command(sandbox, key, options) })),
    /** What is suggested for the option while it is typed. */
    async suggestions(key: string, option: string, typed: string): Promise<string[]> {
      const options = [{ type: 3, name: option, value: typed, focused: true }];
      const started = startInteraction(core, actor, { type: I.Autocomplete, ...command(sandbox, key, options) });
      await settle(core, started);
      return (started.choices ?? []).map(({ name }) => name);
    },
  };
}

/** Port 9 discards: a file that cannot be had. */
const NOWHERE = 'http://127.0.0.1:9/x.json';

function command(sandbox: Sandbox, key: string, options: readonly object[]) {
  const [root = '', ...path] = key.split('.');
  const nested = path.reduceRight<readonly object[]>(
    (inner, name, index) => [{ type: index === path.length - 1 ? 1 : 2, name, options: inner }],
    options,
  );
  const resolved = { attachments: { 1: { id: '1', filename: 'x.json', size: 1, url: NOWHERE, proxy_url: NOWHERE } } };
  const data = { id: sandbox.bot.applicationId, name: root, type: 1, options: nested, resolved };
  return { commandName: key.replaceAll('.', ' '), data };
}
