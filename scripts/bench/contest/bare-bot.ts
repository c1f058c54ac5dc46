// The yardstick: the least that discord.js needs to answer. `/ping` gets a reply; anything else gets what Granica answered to it in
// this run, sent by the same requests (BENCH_REPLAYS names the file), so that only the work behind an answer is left out.
import { readFileSync } from 'node:fs';
import { Client, Events, GatewayIntentBits, MessageFlags, type RawFile, Routes } from 'discord.js';
import type { Recorded, Sent } from '../stand-in/protocol.ts';

const api = process.env.DISCORD_API_URL;
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: api ? { api } : {} });
const file = process.env.BENCH_REPLAYS;
/** By row and question. */
let replays: Readonly<Record<string, readonly Recorded[]>> | undefined;

async function replay({
  id,
  token,
  applicationId,
}: {
  id: string;
  token: string;
  applicationId: string;
}): Promise<void> {
  replays ??= file ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const [, row = '', question = ''] = /^r(\d+)q(\d+)n/.exec(token) ?? [];
  for (const { to, body, files } of replays?.[row]?.[Number(question)] ?? []) {
    const options = { body, files: files.map(filled), auth: false };
    if (to === 'callback') await client.rest.post(Routes.interactionCallback(id, token), options);
    else if (to === 'original') await client.rest.patch(Routes.webhookMessage(applicationId, token), options);
    else await client.rest.post(Routes.webhook(applicationId, token), options);
  }
}

function filled({ name, size }: Sent['files'][number]): RawFile {
  return { name, data: Buffer.alloc(size) };
}

client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isChatInputCommand() && interaction.commandName === 'ping')
    void interaction.reply({ content: 'pong', flags: MessageFlags.Ephemeral });
  else void replay(interaction);
});
client.on(Events.ClientReady, (ready) => ready.application.commands.set([{ name: 'ping', description: 'Answers' }]));
await client.login(process.env.DISCORD_TOKEN);
