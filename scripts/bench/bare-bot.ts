// The yardstick: the least that discord.js needs to answer one slash command.
import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js';

const api = process.env.DISCORD_API_URL;
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: api ? { api } : {} });
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isChatInputCommand()) void interaction.reply({ content: 'pong', flags: MessageFlags.Ephemeral });
});
client.on(Events.ClientReady, (ready) => ready.application.commands.set([{ name: 'ping', description: 'Answers' }]));
await client.login(process.env.DISCORD_TOKEN);
