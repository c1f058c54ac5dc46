import { setTimeout as wait } from 'node:timers/promises';
import {
  Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayIntentBits,
  Options,
} from 'discord.js';
import type { Logger } from 'pino';
import { StartError } from '../operations/start-error.ts';

/**
 * The gateway client. Its only intent is Guilds, which is not privileged: the bot never reads messages. Unused caches stay empty,
 * so that memory does not grow with a guild's size.
 */
export function createDiscordClient(apiUrl: string | undefined): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    // Milliseconds that a start waits for a guild in an outage (15 s by default): other communities need not wait for it.
    waitGuildTimeout: 3000,
    // `api: undefined` would override discord.js's default.
    rest: apiUrl === undefined ? {} : { api: apiUrl },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      ThreadMemberManager: 0,
      GuildBanManager: 0,
      GuildInviteManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildScheduledEventManager: 0,
      StageInstanceManager: 0,
      AutoModerationRuleManager: 0,
      GuildMemberManager: { maxSize: 20, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 20, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
  });
}

/** How to retry until Discord is reached. */
export interface Attempts {
  readonly log: Logger;
  /** Aborted when the bot stops. */
  readonly signal: AbortSignal;
  /** Milliseconds to wait after failed attempt number `attempt`, from 1. */
  readonly pause: (attempt: number) => number;
}

/**
 * Logs in and resolves once the client is ready. Without a network it keeps trying, less and less often: no identify has been
 * used up, and a machine that boots before its network needs no help.
 *
 * @throws StartError for a wrong token: retrying would only get the bot's token reset.
 */
export async function logIn(client: Client, token: string, { log, signal, pause }: Attempts): Promise<void> {
  const ready = new Promise<void>((resolve) => {
    client.once(Events.ClientReady, () => resolve());
  });
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await client.login(token);
      break;
    } catch (error) {
      if (isWrongToken(error)) throw new StartError(WRONG_TOKEN, { cause: error });
      revive(client);
      if (client.isReady()) break; // a shard was refused at first but came up by itself
      const reason = error instanceof Error ? error.message : String(error);
      const milliseconds = pause(attempt);
      log.warn(
        { reason, api: client.options.rest?.api },
        `Discord cannot be reached; trying again in ${Math.ceil(milliseconds / 1000)} s. Check the network and, if set, DISCORD_API_URL.`,
      );
      await wait(milliseconds, undefined, { signal }).catch(() => undefined);
    }
  }
  if (!signal.aborted) await ready;
}

/**
 * Makes a client usable again after a failed login: discord.js destroys it and marks its gateway permanently, so that it would
 * neither become ready nor close. There is no public way; without the mark, failing the start is better than hanging.
 */
function revive({ ws }: Client): void {
  if (typeof Reflect.get(ws, 'destroyed') !== 'boolean')
    throw new Error(
      'discord.js has another mark for a destroyed gateway, so that a failed login cannot be tried again',
    );
  Reflect.set(ws, 'destroyed', false);
}

const WRONG_TOKEN =
  'Discord does not accept DISCORD_TOKEN. Copy the bot’s token anew (Discord Developer Portal, your application, Bot, ' +
  'Reset Token) into .env or the environment, without quotes or spaces, and start again.';

function isWrongToken(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status === 401;
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
}
