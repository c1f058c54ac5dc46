import { startInteraction } from '../interactions/create.ts';
import { I } from '../interactions/state.ts';
import { C } from '../rules/components.ts';
import type { Sandbox } from '../sandbox.ts';
import { createMessage } from '../world/messages.ts';
import { type Answer, outcome } from './answer.ts';
import { settle } from './wait.ts';

/** Interactions that can be sent without Discord's client. */
export interface Direct {
  press(customId: string): Promise<Answer>;
  /** `type`: 3 for a list of texts, 6 for a list of roles, 8 for a list of channels. */
  choose(customId: string, values: string[], type?: 3 | 6 | 8): Promise<Answer>;
  /** Fields by custom id: what was typed, or what was chosen in a list. */
  submit(customId: string, fields: Readonly<Record<string, string | readonly string[]>>): Promise<Answer>;
  /**
   * A slash command by its path of default names (`guide.read`), offered or not. An option may name the file `1`, which cannot
   * be downloaded.
   */
  run(key: string, options?: readonly object[]): Promise<Answer>;
  /** Suggestions for the option being typed. */
  suggestions(key: string, option: string, typed: string): Promise<string[]>;
}

/**
 * Interactions that Discord's own client would not send: a control that the person never saw, a form that was not opened, a
 * command that is not offered. An attacker's client can.
 */
export function direct(sandbox: Sandbox, person: { readonly id: string }, channel: { readonly id: string }): Direct {
  const { core } = sandbox;
  const actor = { userId: person.id, channelId: channel.id };
  const send = (deed: Parameters<typeof startInteraction>[2]) =>
    outcome(core, actor, startInteraction(core, actor, deed));
  const source = () => {
    const place = core.world.channels.get(channel.id);
    const bot = core.world.users.get(sandbox.bot.id);
    if (!place || !bot) throw new Error('The sandbox has no such channel, or no bot');
    return createMessage(core, {
      channel: place,
      author: bot.user,
      body: { flags: 1 << 15, components: [{ type: 10, content: 'A message of the bot' }] },
      files: [],
    });
  };
  return {
    async press(customId) {
      return send({
        type: I.Component,
        source: source(),
        data: { custom_id: customId, component_type: C.Button, id: 1 },
      });
    },
    async choose(customId, values, type = 3) {
      return send({
        type: I.Component,
        source: source(),
        data: { custom_id: customId, component_type: type, id: 1, values },
      });
    },
    async submit(customId, fields) {
      const components = Object.entries(fields).map(([name, value], index) => ({
        type: C.Label,
        id: 2 * index + 1,
        component: {
          ...(typeof value === 'string' ? { type: C.TextInput, value } : { type: C.StringSelect, values: value }),
          id: 2 * index + 2,
          custom_id: name,
        },
      }));
      return send({ type: I.ModalSubmit, data: { custom_id: customId, components } });
    },
    async run(key, options = []) {
      return send({ type: I.Command, ...command(sandbox, key, options) });
    },
    async suggestions(key, option, typed) {
      const options = [{ type: 3, name: option, value: typed, focused: true }];
      const started = startInteraction(core, actor, { type: I.Autocomplete, ...command(sandbox, key, options) });
      await settle(core, started);
      return (started.choices ?? []).map(({ name }) => name);
    },
  };
}

/** Address of a file that cannot be downloaded: port 9 discards. */
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
