// Another yardstick: the least that the framework Sapphire needs to answer `/ping`. It is no dependency of the project:
// BENCH_SAPPHIRE names a folder in which it was installed (`npm install @sapphire/framework discord.js`).
import { createRequire } from 'node:module';
import { join } from 'node:path';

const here = createRequire(join(process.env.BENCH_SAPPHIRE ?? '', 'package.json'));
const { GatewayIntentBits, MessageFlags } = here('discord.js') as typeof import('discord.js');
const { Command, SapphireClient, container } = here('@sapphire/framework') as Sapphire;

/** What is used of the framework; its types are not installed here. */
interface Sapphire {
  readonly SapphireClient: new (options: object) => { login(token: string | undefined): Promise<string> };
  readonly Command: new (...given: unknown[]) => object;
  readonly container: {
    readonly stores: { loadPiece(piece: { store: string; name: string; piece: unknown }): Promise<void> };
  };
}

class Ping extends Command {
  constructor(context: object, options: object) {
    super(context, { ...options, name: 'ping', description: 'Answers' });
  }

  registerApplicationCommands(registry: {
    registerChatInputCommand(command: { name: string; description: string }): void;
  }): void {
    registry.registerChatInputCommand({ name: 'ping', description: 'Answers' });
  }

  chatInputRun(interaction: import('discord.js').ChatInputCommandInteraction): unknown {
    return interaction.reply({ content: 'pong', flags: MessageFlags.Ephemeral });
  }
}

const api = process.env.DISCORD_API_URL;
const client = new SapphireClient({
  intents: [GatewayIntentBits.Guilds],
  rest: api ? { api } : {},
  // Its own modules and no others: by default it looks for more beside the main script.
  baseUserDirectory: null,
  loadDefaultErrorListeners: true,
  // Errors alone: the stand-in does not tell a registered command as Discord would, which it would warn of.
  logger: { level: 50 },
});
await container.stores.loadPiece({ store: 'commands', name: 'ping', piece: Ping });
await client.login(process.env.DISCORD_TOKEN);
