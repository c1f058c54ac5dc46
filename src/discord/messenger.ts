import {
  type APIThreadChannel,
  DiscordAPIError,
  RateLimitError,
  type REST,
  RESTJSONErrorCodes,
  type RESTPostAPIChannelMessageResult,
  Routes,
} from 'discord.js';
import type { Messenger, SendResult } from '../messenger.ts';
import { findMessage, findPost } from './find-message.ts';
import { shorten } from './limits.ts';
import { presentMessage } from './present/message.ts';
import type { MessageContent } from './reply.ts';

/** Discord's limit on a thread's name, in characters. */
const THREAD_NAME = 100;
/** How long a thread stays open without a message, in minutes: longer than a check-in takes answers. */
const ARCHIVE_AFTER = 10_080;

/**
 * Sends the bot's own posts.
 *
 * @param rest a client with `retries: 0` that rejects at a rate limit: a repeated send is the caller's decision, with the
 *   nonce that it has stored.
 * @param look what the gateway knows of a channel
 */
export function createMessenger(rest: REST, look: Messenger<MessageContent>['look']): Messenger<MessageContent> {
  const post = async (route: `/${string}`, options: object): Promise<SendResult> =>
    attempt(async () => ((await rest.post(route, options)) as RESTPostAPIChannelMessageResult).id);

  const patch = (channelId: string, messageId: string, content: MessageContent): Promise<SendResult> => {
    const { body, files } = presentMessage(content, { silent: true });
    return attempt(async () => {
      await rest.patch(Routes.channelMessage(channelId, messageId), { body, files });
      return messageId;
    });
  };

  /** Changes a message; one in an archived thread takes no change, so that is opened first. */
  const inOpenThread = async (channelId: string, change: () => Promise<SendResult>): Promise<SendResult> => {
    try {
      return await change();
    } catch (error) {
      if (!isArchived(error)) throw error;
    }
    const opened = await attempt(async () => {
      await rest.patch(Routes.channel(channelId), { body: { archived: false } });
      return channelId;
    });
    return opened.ok ? change() : opened;
  };

  return {
    look,
    send(channelId, content, nonce) {
      const { body, files } = presentMessage(content, { silent: true });
      return post(Routes.channelMessages(channelId), { body: { ...body, nonce, enforce_nonce: true }, files });
    },
    remove: (channelId, messageId) =>
      inOpenThread(channelId, () =>
        attempt(
          async () => {
            await rest.delete(Routes.channelMessage(channelId, messageId));
            return messageId;
          },
          (code) => (code === RESTJSONErrorCodes.UnknownMessage ? messageId : undefined),
        ),
      ),
    openPost(forumId, title, content) {
      const { body: message, files } = presentMessage(content, { silent: true });
      const name = shorten(title, THREAD_NAME);
      return post(Routes.threads(forumId), { body: { name, auto_archive_duration: ARCHIVE_AFTER, message }, files });
    },
    openThread(channelId, messageId, title) {
      const body = { name: shorten(title, THREAD_NAME), auto_archive_duration: ARCHIVE_AFTER };
      return attempt(
        async () => ((await rest.post(Routes.threads(channelId, messageId), { body })) as APIThreadChannel).id,
        (code) => (code === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage ? messageId : undefined),
      );
    },
    edit: (channelId, messageId, content) => inOpenThread(channelId, () => patch(channelId, messageId, content)),
    find: (channelId, search) => findMessage(rest, channelId, search),
    findPost: (communityId, forumId, search) => findPost(rest, { communityId, forumId }, search),
  };
}

function isArchived(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InvalidActionOnArchivedThread;
}

/** Runs a request; `known` says which refusals mean that it was done earlier, and with what. */
async function attempt(
  request: () => Promise<string>,
  known: (code: number | string) => string | undefined = () => undefined,
): Promise<SendResult> {
  try {
    return { ok: true, messageId: await request() };
  } catch (error) {
    const earlier = error instanceof DiscordAPIError ? known(error.code) : undefined;
    if (earlier !== undefined) return { ok: true, messageId: earlier };
    return { ok: false, ...reasonOf(error) };
  }
}

type Failure = Omit<SendResult & { ok: false }, 'ok'>;

/** Whether it was done, and who must act. @throws what Discord finds wrong with the request itself: a bug, told as an incident */
function reasonOf(error: unknown): Failure {
  if (error instanceof RateLimitError) return { reason: 'unavailable', retryAfter: error.retryAfter };
  if (!(error instanceof DiscordAPIError)) return { reason: 'uncertain' }; // no answer, or a 5xx that may follow an accepted request
  switch (error.code) {
    case RESTJSONErrorCodes.UnknownChannel:
    case RESTJSONErrorCodes.UnknownMessage:
      return { reason: 'missing' };
    case RESTJSONErrorCodes.CannotSendAMessageInAForumChannel:
      return { reason: 'forum' };
    case RESTJSONErrorCodes.TagRequiredToCreateAForumPostInThisChannel:
      return { reason: 'tagRequired' };
    case RESTJSONErrorCodes.ThreadLocked:
      return { reason: 'forbidden' };
  }
  if (error.status === 403) return { reason: 'forbidden' };
  if (error.status === 404) return { reason: 'missing' };
  if (error.status === 429) return { reason: 'unavailable' };
  if (error.status >= 500) return { reason: 'uncertain' };
  throw error;
}
