import { Events, type Interaction, REST, type RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import type { Logger } from 'pino';
import type { Messenger } from '../messenger.ts';
import { createClient, logIn } from './client.ts';
import { deployCommands } from './deploy.ts';
import { createMessenger } from './messenger.ts';
import type { MessageContent } from './reply.ts';

export interface ConnectionOptions {
  readonly token: string;
  /** Base of the REST API; Discord's own if undefined. */
  readonly apiUrl: string | undefined;
  readonly log: Logger;
  readonly onGateway: (state: 'ready' | 'reconnecting' | 'closed') => void;
}

/** The bot's connection to Discord: REST for answers, REST for posts of its own, and the gateway. */
export interface Connection {
  /** For answers of interactions: repeats failed requests by itself. */
  readonly rest: REST;
  readonly messenger: Messenger<MessageContent>;
  isReady(): boolean;
  /** Guilds that the bot is a member of, unavailable ones included. */
  guildCount(): number;
  /** Logs in and registers the commands. @throws StartError for a wrong token. */
  start(
    route: (interaction: Interaction) => Promise<void>,
    commands: RESTPostAPIApplicationCommandsJSONBody[],
  ): Promise<void>;
  /** Gives up a login that is under way. */
  abort(): void;
  /** Waits for the interactions at hand. They are answered over REST, which needs no gateway. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export function connect({ token, apiUrl, log, onGateway }: ConnectionOptions): Connection {
  const client = createClient(apiUrl);
  // Whoever sends a post decides on repetitions, since each must carry the nonce that was stored.
  const posting = new REST({ retries: 0, ...(apiUrl === undefined ? {} : { api: apiUrl }) }).setToken(token);
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();

  // Without a listener, an error of the client would end the process.
  client.on(Events.Error, (error) => log.error({ err: error }, 'Discord client'));
  client.on(Events.ShardError, (error) => log.warn({ err: error }, 'Gateway connection'));
  client.on(Events.ShardReady, () => onGateway('ready'));
  client.on(Events.ShardResume, () => onGateway('ready'));
  client.on(Events.ShardReconnecting, () => onGateway('reconnecting'));
  client.on(Events.ShardDisconnect, () => onGateway('closed'));

  return {
    rest: client.rest,
    messenger: createMessenger(posting),
    isReady: () => client.isReady(),
    guildCount: () => client.guilds.cache.size,
    async start(route, commands) {
      client.on(Events.InteractionCreate, (interaction) => {
        const done = route(interaction).finally(() => running.delete(done));
        running.add(done);
      });
      await logIn(client, token, log, stopping.signal);
      if (stopping.signal.aborted || !client.application) return;
      const written = await deployCommands(client.rest, client.application.id, commands);
      log.info({ commands: commands.length, written, guilds: client.guilds.cache.size }, 'Ready');
    },
    abort: () => stopping.abort(),
    settle: async () => void (await Promise.allSettled(running)),
    close: () => client.destroy(),
  };
}
