import {
  type APIThreadChannel,
  DiscordAPIError,
  type REST,
  RESTJSONErrorCodes,
  type RESTPostAPIChannelMessageResult,
  Routes,
} from 'discord.js';
import { shorten } from '../messages/limits.ts';
import type { MessageContent } from '../messages/reply.ts';
import { type Messenger, NotSent, type SendResult } from '../ports/messenger.ts';
import { type ChannelHolds, createChannelHolds } from './channel-holds.ts';
import { createSearches } from './find-message.ts';
import { presentMessage } from './present/message.ts';
import { waitOf } from './rate-limited.ts';

/** Maximum characters of a thread's name. */
const THREAD_NAME = 100;
/** Minutes without a message after which a thread is archived: longer than a check-in accepts answers. */
const ARCHIVE_AFTER = 10_080;

/**
 * Sends the bot's own posts.
 *
 * @param rest a client with `retries: 0` that rejects at a rate limit: whether to repeat a send, with the stored nonce, is for
 * the caller to decide.
 * @param known channels and threads as known from the gateway
 */
export function createMessenger(rest: REST, known: Pick<Messenger, 'look' | 'mayWriteIn'>): Messenger {
  const holds = createChannelHolds();
  const searches = createSearches(rest);
  const attempt = (channelId: string, request: () => Promise<string>, known?: Known): Promise<SendResult> =>
    attemptIn(holds, channelId, request, known);
  const post = (channelId: string, route: `/${string}`, options: object): Promise<SendResult> =>
    attempt(channelId, async () => ((await rest.post(route, options)) as RESTPostAPIChannelMessageResult).id);

  const patch = (channelId: string, messageId: string, content: MessageContent): Promise<SendResult> => {
    const { body, files } = presentMessage(content, { silent: true });
    return attempt(channelId, async () => {
      await rest.patch(Routes.channelMessage(channelId, messageId), { body, files });
      return messageId;
    });
  };

  /**
   * Writes in a thread, reopening an archived one first, as it may refuse messages (if it is also locked) and always refuses
   * edits. Reopening a locked thread requires permission to manage threads.
   */
  const inOpenThread = async (channelId: string, write: () => Promise<SendResult>): Promise<SendResult> => {
    try {
      return await write();
    } catch (error) {
      if (!isArchived(error)) throw error;
    }
    const opened = await attempt(channelId, async () => {
      await rest.patch(Routes.channel(channelId), { body: { archived: false } });
      return channelId;
    });
    if (opened.ok) return write();
    return opened.reason === 'forbidden' ? { ...opened, reason: 'locked' } : opened;
  };

  return {
    ...known,
    send(channelId, content, nonce) {
      const { body, files } = presentMessage(content, { silent: true });
      const options = { body: { ...body, nonce, enforce_nonce: true }, files };
      return inOpenThread(channelId, () => post(channelId, Routes.channelMessages(channelId), options));
    },
    remove: (channelId, messageId) =>
      inOpenThread(channelId, () =>
        attempt(
          channelId,
          async () => {
            await rest.delete(Routes.channelMessage(channelId, messageId));
            return messageId;
          },
          (code) => (code === RESTJSONErrorCodes.UnknownMessage ? messageId : undefined),
        ),
      ),
    pin: (channelId, messageId) =>
      attempt(channelId, async () => {
        await rest.put(Routes.channelMessagesPin(channelId, messageId));
        return messageId;
      }),
    openPost(forumId, title, content) {
      const { body: message, files } = presentMessage(content, { silent: true });
      const name = shorten(title, THREAD_NAME);
      const body = { name, auto_archive_duration: ARCHIVE_AFTER, message };
      return post(forumId, Routes.threads(forumId), { body, files });
    },
    openThread(channelId, messageId, title) {
      const body = { name: shorten(title, THREAD_NAME), auto_archive_duration: ARCHIVE_AFTER };
      return attempt(
        channelId,
        async () => ((await rest.post(Routes.threads(channelId, messageId), { body })) as APIThreadChannel).id,
        (code) => (code === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage ? messageId : undefined),
      );
    },
    edit: (channelId, messageId, content) => inOpenThread(channelId, () => patch(channelId, messageId, content)),
    find: (channelId, search) => searches.message(channelId, search),
    findPost: (communityId, forumId, search) => searches.post(communityId, forumId, search),
  };
}

function isArchived(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InvalidActionOnArchivedThread;
}

/** Maps refusals that mean that the request was done earlier to its result. */
type Known = (code: number | string) => string | undefined;

/** Runs a request about a channel, unless that channel is on hold. */
async function attemptIn(
  holds: ChannelHolds,
  channelId: string,
  request: () => Promise<string>,
  known: Known = () => undefined,
): Promise<SendResult> {
  const left = holds.left(channelId);
  if (left > 0) return { ok: false, reason: 'unavailable', retryAfter: Math.ceil(left) };
  try {
    const messageId = await request();
    holds.free(channelId);
    return { ok: true, messageId };
  } catch (error) {
    const asked = waitOf(error);
    if (asked?.global || error instanceof NotSent) return { ok: false, reason: 'unavailable', ...asked };
    if (asked) return { ok: false, reason: 'unavailable', retryAfter: holds.hold(channelId, asked.retryAfter) };
    const earlier = error instanceof DiscordAPIError ? known(error.code) : undefined;
    if (earlier !== undefined) return { ok: true, messageId: earlier };
    return { ok: false, ...reasonOf(error) };
  }
}

type Failure = Omit<SendResult & { ok: false }, 'ok'>;

/** Why a request failed, and who must act. @throws Discord's rejections of the request itself: bugs, reported as incidents */
function reasonOf(error: unknown): Failure {
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
      return { reason: 'locked' };
    // Limits of a channel or server, or restrictions on the sender: the request itself is valid.
    case RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel:
    case RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType:
    case RESTJSONErrorCodes.MaximumNumberOfPinsReachedForTheChannel:
    case RESTJSONErrorCodes.MaximumActiveThreads:
    case RESTJSONErrorCodes.MaximumActiveAnnouncementThreads:
    case RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration:
    case RESTJSONErrorCodes.TitleWasBlockedByAutomaticModeration:
    case RESTJSONErrorCodes.MessageBlockedByHarmfulLinksFilter:
      return { reason: 'refused' };
  }
  if (error.status === 403) return { reason: 'forbidden' };
  if (error.status === 404) return { reason: 'missing' };
  if (error.status === 429) return { reason: 'unavailable' };
  if (error.status >= 500) return { reason: 'uncertain' };
  throw error;
}
