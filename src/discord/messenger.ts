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

/** Discord's limit on a thread's name, in characters. */
const THREAD_NAME = 100;
/** How long a thread stays open without a message, in minutes: longer than a check-in takes answers. */
const ARCHIVE_AFTER = 10_080;

/**
 * Sends the bot's own posts.
 *
 * @param rest a client with `retries: 0` that rejects at a rate limit: a repeated send is the caller's decision, with the
 *   nonce that it has stored.
 * @param known what the gateway knows of channels and threads
 */
export function createMessenger(
  rest: REST,
  known: Pick<Messenger<MessageContent>, 'look' | 'mayWriteIn'>,
): Messenger<MessageContent> {
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
   * Writes in a thread; an archived one may take nothing (one that is locked as well, and any at a change), so it is opened
   * first. Locked, only who may manage threads can do so.
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

/** Which refusals mean that it was done earlier, and with what. */
type Known = (code: number | string) => string | undefined;

/** Runs a request about a channel, unless Discord takes none there for now. */
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

/** Whether it was done, and who must act. @throws what Discord finds wrong with the request itself: a bug, told as an incident */
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
    // What a channel or a server takes no more of, or not from anybody: the request itself is right.
    case RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel:
    case RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType:
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
