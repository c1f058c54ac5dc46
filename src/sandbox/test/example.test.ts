import { type Sandbox, startSandbox } from '@granica/discord-sandbox';
import {
  ActionRowBuilder,
  ButtonBuilder,
  Client,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  TextInputBuilder,
} from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';

// The bot: `/feedback` shows a button, the button opens a form, the form posts the text.
async function answer(interaction: Interaction): Promise<unknown> {
  if (interaction.isChatInputCommand()) {
    const button = new ButtonBuilder({ style: 1, label: 'Write', custom_id: 'write' });
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(button);
    return interaction.reply({ content: 'What do you think?', components: [row], flags: MessageFlags.Ephemeral });
  }
  if (interaction.isButton()) {
    const input = new TextInputBuilder({ style: 2, custom_id: 'text' });
    const label = new LabelBuilder().setLabel('Your feedback').setTextInputComponent(input);
    return interaction.showModal(
      new ModalBuilder({ custom_id: 'feedback', title: 'Feedback' }).addLabelComponents(label),
    );
  }
  if (interaction.isModalSubmit()) return interaction.reply(`> ${interaction.fields.getTextInputValue('text')}`);
  return undefined;
}

let sandbox: Sandbox;
let client: Client<true>;
beforeEach(async () => {
  sandbox = await startSandbox({ strict: true });
  // A bot of your own reads the address from its settings, like the token.
  client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: sandbox.apiUrl } });
  client.on('interactionCreate', (interaction) => void answer(interaction));
  await client.login(sandbox.token);
  await client.application.commands.set([{ name: 'feedback', description: 'Tell us what you think' }]);
});
afterEach(async () => {
  await client.destroy();
  await sandbox.close(); // Strict: it rejects if the bot broke a rule of Discord.
});

test('what Anna writes in private, Ben reads in the channel', async () => {
  const guild = sandbox.addGuild({ name: 'Friends' });
  const channel = guild.addChannel({ name: 'general' });
  const [anna, ben] = [sandbox.addPerson({ name: 'Anna' }), sandbox.addPerson({ name: 'Ben' })];
  for (const person of [anna, ben]) guild.join(person);

  const question = await anna.in(channel).run('/feedback');
  expect(question.ephemeral).toBe(true);
  const form = await question.click('Write');
  await form.submit({ 'Your feedback': 'More cake.' });

  expect(ben.in(channel).last().text).toBe('> More cake.');
  await expect(form.submit({ 'Your feedback': '' })).rejects.toThrow('is required');
});
