import {
  DiscordAPIError,
  type REST,
  RESTJSONErrorCodes,
  type RESTPostAPIChannelMessageResult,
  Routes,
} from 'discord.js';
import type { Messenger, SendResult } from '../messenger.ts';
import { presentMessage } from './present/message.ts';
import type { MessageContent } from './reply.ts';

/**
 * Sends the bot's own posts.
 *
 * @param rest a client with `retries: 0`: a repeated send is the caller's decision, with the nonce that it has stored.
 */
export function createMessenger(rest: REST): Messenger<MessageContent> {
  return {
    async send(channelId, content, nonce) {
      const { body, files } = presentMessage(content, { silent: true });
      try {
        const message = (await rest.post(Routes.channelMessages(channelId), {
          body: { ...body, nonce, enforce_nonce: true },
          files,
        })) as RESTPostAPIChannelMessageResult;
        return { ok: true, messageId: message.id };
      } catch (error) {
        return { ok: false, reason: reasonOf(error) };
      }
    },
    async remove(channelId, messageId) {
      try {
        await rest.delete(Routes.channelMessage(channelId, messageId));
        return true;
      } catch (error) {
        return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage;
      }
    },
  };
}

function reasonOf(error: unknown): (SendResult & { ok: false })['reason'] {
  if (!(error instanceof DiscordAPIError)) return 'uncertain'; // no answer, or a 5xx that may follow an accepted request
  if (error.code === RESTJSONErrorCodes.UnknownChannel) return 'missing';
  if (error.status === 403) return 'forbidden';
  if (error.status === 429) return 'unavailable';
  if (error.status >= 500) return 'uncertain';
  throw error; // Discord found the request itself wrong: a bug, to be told as an incident
}
