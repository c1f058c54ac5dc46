import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../sandbox.ts';

let sandbox: Sandbox;
let client: Client;

beforeEach(async () => {
  sandbox = await startSandbox();
  client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: sandbox.apiUrl } });
});
afterEach(async () => {
  await client.destroy();
  await sandbox.close();
});

test('the real client logs in, registers a command, and a person runs it', async () => {
  const guild = sandbox.addGuild({ name: 'Freelancers', locale: 'pl' });
  const channel = guild.addChannel({ name: 'check-in' });
  const anna = sandbox.addPerson({ name: 'Anna', locale: 'pl' });
  guild.join(anna);
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    void interaction.reply({
      content: `Hello ${interaction.options.getString('name')}`,
      flags: MessageFlags.Ephemeral,
    });
  });
  await client.login(sandbox.token);
  if (!client.isReady()) await new Promise((resolve) => client.once(Events.ClientReady, resolve));
  expect(client.guilds.cache.get(guild.id)?.channels.cache.get(channel.id)?.name).toBe('check-in');
  await client.application?.commands.set([
    { name: 'greet', description: 'Greets', options: [{ type: 3, name: 'name', description: 'Whom', required: true }] },
  ]);
  const answer = await anna.in(channel).run('/greet', { name: 'Ola' });
  expect(answer.text).toBe('Hello Ola');
  expect(answer.ephemeral).toBe(true);
  expect(sandbox.violations).toEqual([]);
});
