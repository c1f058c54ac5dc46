import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';

/** Whether the bot is a member of a guild; `unknown`: Discord could not be asked, or did not say. */
export type Membership = 'there' | 'gone' | 'unknown';

/**
 * Asks Discord whether the bot is a member of a guild: first what the gateway has told, where it is connected, then the REST API.
 * Only its own clear answer counts as *gone*, never an outage, a refusal for another reason or a gateway that is away.
 */
export async function askMembership(
  rest: Pick<REST, 'get'>,
  gateway: { isReady(): boolean; hasGuild(guildId: string): boolean },
  guildId: string,
): Promise<Membership> {
  if (!gateway.isReady()) return 'unknown';
  if (gateway.hasGuild(guildId)) return 'there';
  try {
    await rest.get(Routes.guild(guildId));
    return 'there';
  } catch (error) {
    const { UnknownGuild, MissingAccess } = RESTJSONErrorCodes;
    const gone = error instanceof DiscordAPIError && (error.code === UnknownGuild || error.code === MissingAccess);
    return gone && gateway.isReady() && !gateway.hasGuild(guildId) ? 'gone' : 'unknown';
  }
}
