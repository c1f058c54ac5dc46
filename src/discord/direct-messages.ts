import { type APIDMChannel, DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { DirectMessages, DirectResult, Held } from '../ports/direct-messages.ts';
import { NotSent } from '../ports/messenger.ts';
import { presentMessage } from './present/message.ts';
import { waitOf } from './rate-limited.ts';

/** "Cannot send messages to this user due to having no mutual guilds": Discord's answer once they share none. */
const NO_MUTUAL_GUILDS = 50278;

/**
 * Sends direct messages to members.
 * @param rest a client with `retries: 0`: whether to repeat a send, with the same nonce, is for the caller to decide.
 */
export function createDirectMessages(rest: REST): DirectMessages {
  return {
    async membership(communityId, personId) {
      try {
        await rest.get(Routes.guildMember(communityId, personId));
        return 'member';
      } catch (error) {
        const code = error instanceof DiscordAPIError ? error.code : undefined;
        const gone = code === RESTJSONErrorCodes.UnknownMember || code === RESTJSONErrorCodes.UnknownUser;
        return gone ? 'gone' : 'unknown';
      }
    },
    async send(personId, content, nonce) {
      const { body, files } = presentMessage(content, { silent: true });
      const channelId = await openChannel(rest, personId);
      if (typeof channelId !== 'string') return channelId.failed;
      try {
        await rest.post(Routes.channelMessages(channelId), { body: { ...body, nonce, enforce_nonce: true }, files });
        return 'sent';
      } catch (error) {
        return resultOf(error);
      }
    },
  };
}

/** The channel for direct messages with a person: Discord creates it once and then always returns the same one. */
async function openChannel(rest: REST, personId: string): Promise<string | { readonly failed: DirectResult }> {
  try {
    const channel = (await rest.post(Routes.userChannels(), { body: { recipient_id: personId } })) as APIDMChannel;
    return channel.id;
  } catch (error) {
    // Nothing was sent in any case. The limit on opening channels applies to all direct messages.
    return { failed: heldBack(error, 'queue') ?? 'unavailable' };
  }
}

function resultOf(error: unknown): DirectResult {
  const held = heldBack(error, 'one');
  if (held) return held;
  if (!(error instanceof DiscordAPIError)) return 'uncertain'; // no answer, or a 5xx that may follow an accepted request
  if (error.code === RESTJSONErrorCodes.CannotSendMessagesToThisUser || error.code === NO_MUTUAL_GUILDS)
    return 'closed';
  if (error.status === 403 || error.status === 429 || error.status === 404) return 'unavailable';
  if (error.status >= 500) return 'uncertain';
  throw error; // Discord rejected the request itself: a bug, to be logged
}

/** @param limit what a limit that is not the whole bot's holds back */
function heldBack(error: unknown, limit: Held['what']): Held | undefined {
  const wait = waitOf(error);
  if (!wait) return undefined;
  // A request that was not made says nothing about others.
  const what = wait.global ? 'all' : error instanceof NotSent ? 'one' : limit;
  return { retryAfter: wait.retryAfter, what };
}
